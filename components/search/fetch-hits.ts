import { api } from "@/lib/browser/api";
import { type SearchPage, type SearchQuery, searchReplySchema } from "@/lib/search/schema";

/** The order of the hits. */
export type Sort = SearchQuery["sort"];
export type Wish = { q: string; sort?: Sort; cursor?: string | null; limit?: number; zone: string };

/** Asks the server for a page of hits. Throws `ApiError`, with a sentence in `fields.q` for a query that cannot be answered. */
export function fetchHits({ q, sort, cursor, limit, zone }: Wish, signal?: AbortSignal): Promise<SearchPage> {
  const query = new URLSearchParams({ q, zone });
  if (sort && sort !== "newest") query.set("sort", sort);
  if (cursor) query.set("cursor", cursor);
  if (limit) query.set("limit", String(limit));
  return api(`/api/chat/search?${query}`, { schema: searchReplySchema, signal });
}
