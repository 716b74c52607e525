import "server-only";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { loadMessages } from "../messages/load-messages.ts";
import { toQuote } from "../messages/quote.ts";
import { messageSelect } from "../messages/rows.ts";
import { authorSelect, toAuthor } from "../users/rows.ts";
import { PINS_MAX, type Pins } from "./schema.ts";

/** Lists the pinned messages of a room, oldest first. Throws `not_found` to outsiders. */
export async function listPins(viewer: Viewer, roomId: string): Promise<Pins> {
  const { room } = await accessRoom(viewer, roomId);
  const rows = await db().pin.findMany({
    where: { roomId },
    orderBy: { seq: "asc" },
    take: PINS_MAX,
    select: { pinnedAt: true, pinnedBy: { select: authorSelect }, message: { select: messageSelect } },
  });
  const messages = await loadMessages(rows.map(({ message }) => message));
  const pins = messages.flatMap((message, index) => {
    const row = rows[index];
    // The message may have been deleted since its pin was read.
    if (!row || message.deletedAt !== null) return [];
    return [{ message: toQuote(message), pinnedBy: toAuthor(row.pinnedBy), pinnedAt: row.pinnedAt.toISOString() }];
  });
  return { pins, rev: room.rev };
}
