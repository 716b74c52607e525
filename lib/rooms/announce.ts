import "server-only";
import type { Message } from "../messages/schema.ts";
import { roomChannel, userChannel } from "../realtime/channels.ts";
import { publish, publishMessage } from "../realtime/publish.ts";
import type { RoomFacts } from "./schema.ts";

/** Tells a room's members of a notice, and of what the room is after it. */
export function announceNotice(notice: Message, facts: RoomFacts): void {
  const { roomId, rev } = notice;
  publishMessage(roomChannel(roomId), { roomId, rev, message: notice });
  publish(roomChannel(roomId), "room.changed", { roomId, rev, room: facts });
}

/** Tells people, on all of their devices, that they are, or are no longer, in a room. */
export function announceMembership(userIds: string[], roomId: string, joined: boolean): void {
  publish(userIds.map(userChannel), "membership.changed", { roomId, joined });
}
