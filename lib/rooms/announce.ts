import "server-only";
import { db } from "../db/doors.ts";
import type { Message } from "../messages/schema.ts";
import { roomChannel, userChannel } from "../realtime/channels.ts";
import { publish, publishMessage } from "../realtime/publish.ts";
import { toFacts } from "./rows.ts";
import type { RoomFacts } from "./schema.ts";

/** Publishes a notice and the room's facts after it to the room's members. */
export function announceNotice(notice: Message, facts: RoomFacts): void {
  const { roomId, rev } = notice;
  publishMessage(roomChannel(roomId), { roomId, rev, message: notice });
  publish(roomChannel(roomId), "room.changed", { roomId, rev, room: facts });
}

/** Publishes notices of many rooms, each with the current facts of its room. */
export async function announceNotices(notices: Message[]): Promise<void> {
  const facts = await loadFacts(notices.map((notice) => notice.roomId));
  for (const notice of notices) {
    const room = facts.get(notice.roomId);
    if (room) announceNotice(notice, room.facts);
  }
}

/** Publishes the current facts of rooms to their members, for changes without a notice. */
export async function announceRooms(roomIds: string[]): Promise<void> {
  for (const [roomId, { rev, facts }] of await loadFacts(roomIds))
    publish(roomChannel(roomId), "room.changed", { roomId, rev, room: facts });
}

async function loadFacts(roomIds: string[]): Promise<Map<string, { rev: number; facts: RoomFacts }>> {
  const found = new Map<string, { rev: number; facts: RoomFacts }>();
  for (let i = 0; i < roomIds.length; i += ROOMS_AT_ONCE) {
    const rooms = await db().room.findMany({
      where: { id: { in: roomIds.slice(i, i + ROOMS_AT_ONCE) } },
      include: { _count: { select: { memberships: true } } },
    });
    for (const { _count, ...room } of rooms)
      found.set(room.id, { rev: room.rev, facts: toFacts(room, _count.memberships) });
  }
  return found;
}

/** Far below the number of parameters that SQLite accepts in one statement. */
const ROOMS_AT_ONCE = 500;

/** Tells people, on all of their devices, that they became or ceased to be members of a room. */
export function announceMembership(userIds: string[], roomId: string, joined: boolean): void {
  publish(userIds.map(userChannel), "membership.changed", { roomId, joined });
}
