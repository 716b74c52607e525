import type { Message } from "@/lib/messages/schema";
import { needsCatchUp, type Timeline } from "@/lib/messages/timeline";
import type { Room } from "@/lib/rooms/schema";
import type { Hit } from "@/lib/search/schema";
import type { HeldRoom } from "@/lib/search/search-held";

/**
 * What of these timelines may be searched: messages of rooms that are in the viewer's list now, as far as no change of theirs
 * was missed. One that was might be the deletion of a message, and a room that is gone from the list was left.
 */
export function heldRooms(timelines: readonly Timeline[], chats: readonly Room[]): HeldRoom[] {
  const rooms = new Map(chats.map((room) => [room.id, room]));
  const held = new Map<Room, Map<string, Message>>();
  for (const timeline of timelines) {
    const room = rooms.get(timeline.conversation.roomId);
    if (!room?.joined || isBehind(timeline, room)) continue;
    const messages = held.get(room) ?? new Map<string, Message>();
    for (const message of timeline.messages)
      if ((messages.get(message.id)?.rev ?? 0) <= message.rev) messages.set(message.id, message);
    held.set(room, messages);
  }
  return [...held].map(([room, messages]) => ({ room, messages: [...messages.values()] }));
}

/** A change of the room was missed that the list has heard of, or the timeline itself. */
const isBehind = (timeline: Timeline, room: Room): boolean => needsCatchUp(timeline) || timeline.rev < room.rev;

/** The ids of rooms in the list of which these timelines have missed a change. */
export function roomsBehind(timelines: readonly Timeline[], chats: readonly Room[]): string[] {
  const rooms = new Map(chats.map((room) => [room.id, room]));
  const behind = timelines.flatMap((timeline) => {
    const room = rooms.get(timeline.conversation.roomId);
    return room?.joined && isBehind(timeline, room) ? [room.id] : [];
  });
  return [...new Set(behind)];
}

/**
 * The hits without those that may not be read any more: of a message that is deleted by now, or of a room that the viewer has
 * lost. The same array when there are none.
 */
export function withoutGone(hits: readonly Hit[], held: readonly HeldRoom[], isLost: (roomId: string) => boolean) {
  const deleted = new Set(
    held.flatMap(({ messages }) => messages.flatMap(({ id, deletedAt }) => (deletedAt === null ? [] : [id]))),
  );
  const isThere = ({ message, room }: Hit) => !deleted.has(message.id) && !isLost(room.id);
  return hits.every(isThere) ? hits : hits.filter(isThere);
}
