import "server-only";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { write } from "../db/doors.ts";
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
  const { room } = await accessRoom(viewer, roomId);
  return setRead(viewer, roomId, Math.min(seq, room.seq), { lt: Math.min(seq, room.seq) });
}

/** Marks the message at `seq` and all after it as unread. Throws `not_found`. */
export async function markUnread(viewer: Viewer, roomId: string, seq: number): Promise<Room> {
  await accessRoom(viewer, roomId);
  return setRead(viewer, roomId, Math.max(seq - 1, 0), { gte: Math.max(seq, 1) });
}

/**
 * Moves the mark if the condition holds, records that an added person has opened the room, and tells the viewer's other
 * tabs and devices.
 */
async function setRead(
  viewer: Viewer,
  roomId: string,
  to: number,
  from: { lt: number } | { gte: number },
): Promise<Room> {
  const own = { roomId, userId: viewer.id };
  const count = await write(async (tx) => {
    const moved = await tx.membership.updateMany({ where: { ...own, lastReadSeq: from }, data: { lastReadSeq: to } });
    const seen = await tx.membership.updateMany({
      where: { ...own, addedById: { not: null } },
      data: { addedById: null },
    });
    return moved.count + seen.count;
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
