import type { Room } from "../rooms/schema.ts";

export const OPEN_AT_COOKIE = "parley-open-at";
export const OPEN_AT = ["newest", "unread"] as const;
/** Where a room with unread messages is opened: at its newest message, or at the first that was not read. */
export type OpenAt = (typeof OPEN_AT)[number];

/** What was chosen, from its cookie's value; the newest unless the other was. */
export function readOpenAt(value: string | undefined): OpenAt {
  return OPEN_AT.find((one) => one === value) ?? "newest";
}

/** The seq that the room is to be opened at; undefined for its newest message. */
export function seqToOpenAt({ joined, unread, lastReadSeq }: Room, openAt: OpenAt): number | undefined {
  return openAt === "unread" && joined && unread > 0 ? lastReadSeq + 1 : undefined;
}
