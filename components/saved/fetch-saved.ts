import { api } from "@/lib/browser/api";
import { type SavedPage, savedListReplySchema } from "@/lib/saved/schema";
import type { SavedTab } from "./shown-entries";

type Wanted = { tab: SavedTab; after?: string; limit?: number };

/** Asks for a page of what is saved. Throws `ApiError`. */
export function fetchSaved({ tab, after, limit }: Wanted): Promise<SavedPage> {
  const query = new URLSearchParams({ state: tab });
  if (after) query.set("after", after);
  if (limit) query.set("limit", String(limit));
  return api(`/api/chat/saved?${query}`, { schema: savedListReplySchema });
}
