import type { Room } from "../rooms/schema.ts";

export const OPEN_AT_COOKIE = "parley-open-at";
export const OPEN_AT = ["newest", "unread"] as const;
/** Where a room with unread messages opens: at its newest message, or at the first unread one. */
export type OpenAt = (typeof OPEN_AT)[number];

/** Reads the person's choice from the value of the cookie; the newest message when there is no such value. */
export function readOpenAt(value: string | undefined): OpenAt {
  return OPEN_AT.find((one) => one === value) ?? "newest";
}

/** Returns the seq of the message at which the room opens; undefined for its newest message. */
export function seqToOpenAt({ joined, unread, lastReadSeq }: Room, openAt: OpenAt): number | undefined {
  return openAt === "unread" && joined && unread > 0 ? lastReadSeq + 1 : undefined;
}
