import "server-only";
import { bringBack } from "../activity/bring-back.ts";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { type SqlTx, writeSql } from "../db/doors.ts";
import { type SqlPiece, sqlPart } from "../db/sql.ts";
import { userChannel } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";
import { getRoom } from "../rooms/queries.ts";
import { loadRoomCounts } from "../rooms/room-counts.ts";
import type { Room } from "../rooms/schema.ts";

/**
 * Records that the viewer has read up to `seq`. The mark only moves forward, and never beyond the newest message.
 * Throws `not_found`.
 */
export async function markRead(viewer: Viewer, roomId: string, seq: number): Promise<Room> {
  const { room, membership } = await accessRoom(viewer, roomId);
  const to = Math.min(seq, room.seq);
  // Nothing would change, so that nobody waits for the disk.
  if (membership.lastReadSeq >= to && membership.addedById === null) return getRoom(viewer, roomId);
  return setRead(viewer, roomId, to, sqlPart`"lastReadSeq" < ${to}`);
}

/** Marks the message at `seq` and all after it as unread. Throws `not_found`. */
export async function markUnread(viewer: Viewer, roomId: string, seq: number): Promise<Room> {
  await accessRoom(viewer, roomId);
  const first = Math.max(seq, 1);
  return setRead(viewer, roomId, first - 1, sqlPart`"lastReadSeq" >= ${first}`, ({ sql }) =>
    bringBack(sql, viewer, roomId, first),
  );
}

/**
 * Moves the mark if the condition holds, records that an added person has opened the room, and tells the viewer's other
 * tabs and devices.
 */
async function setRead(
  viewer: Viewer,
  roomId: string,
  to: number,
  isFrom: SqlPiece,
  also?: (tx: SqlTx) => Promise<unknown>,
): Promise<Room> {
  const isOwn = sqlPart`"roomId" = ${roomId} AND "userId" = ${viewer.id}`;
  const count = await writeSql(async (tx) => {
    const moved = await tx.sql.run`UPDATE "Membership" SET "lastReadSeq" = ${to} WHERE ${isOwn} AND ${isFrom}`;
    const seen = await tx.sql
      .run`UPDATE "Membership" SET "addedById" = NULL WHERE ${isOwn} AND "addedById" IS NOT NULL`;
    await also?.(tx);
    return moved + seen;
  });
  const counts = (await loadRoomCounts(viewer.id, [roomId])).get(roomId);
  if (count > 0 && counts) {
    // The event carries the current mark instead of the one just set: when two tabs mark at once, the last event must
    // be right.
    const { unread, mentioned, lastReadSeq } = counts;
    publish(userChannel(viewer.id), "read.changed", { roomId, lastReadSeq, unread, mentioned });
  }
  return getRoom(viewer, roomId);
}
