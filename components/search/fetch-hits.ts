import { api } from "@/lib/browser/api";
import { type SearchPage, searchReplySchema } from "@/lib/search/schema";
import type { Wish } from "./wish";

type Asked = Pick<Wish, "q" | "zone"> & Partial<Wish> & { limit?: number };

/** Asks the server for a page of hits. Throws `ApiError`, with a sentence in `fields.q` for a query that cannot be answered. */
export function fetchHits({ q, sort, cursor, limit, zone }: Asked, signal?: AbortSignal): Promise<SearchPage> {
  const query = new URLSearchParams({ q, zone });
  if (sort) query.set("sort", sort);
  if (cursor) query.set("cursor", cursor);
  if (limit) query.set("limit", String(limit));
  return api(`/api/chat/search?${query}`, { schema: searchReplySchema, signal });
}
