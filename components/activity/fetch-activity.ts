import { errorMessageOf } from "@/components/ui/form-errors";
import { type ActivityRead, activityReadReplySchema, activityReplySchema } from "@/lib/activity/schema";
import { ApiError, api } from "@/lib/browser/api";
import { heardCounts } from "./activity-counts";

type Wanted = { unreadOnly: boolean; after?: string; limit?: number };

/** Asks for a page of activity, and keeps the counts that come with it. Throws `ApiError`. */
export async function fetchActivity({ unreadOnly, after, limit }: Wanted) {
  const query = new URLSearchParams({ unread: String(unreadOnly) });
  if (after) query.set("after", after);
  if (limit) query.set("limit", String(limit));
  const page = await api(`/api/chat/activity?${query}`, { schema: activityReplySchema });
  heardCounts.set(page.counts);
  return page;
}

/** Ticks off, also while the page is left. Throws `ApiError`. */
export async function postRead(
  body: { messageIds: string[] } | { until: string } | { undo: string },
): Promise<ActivityRead> {
  const read = await api("/api/chat/activity/read", {
    method: "POST",
    body,
    schema: activityReadReplySchema,
    keepalive: true,
  });
  heardCounts.set(read.counts);
  return read;
}

/** Why something failed, in a sentence for the person. */
export function problemOf(fault: unknown): string {
  const isOffline = fault instanceof ApiError && fault.code === "network";
  return isOffline ? "The server cannot be reached. Try again when the connection is back." : errorMessageOf(fault);
}
