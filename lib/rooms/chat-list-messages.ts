import { toPreview } from "../messages/preview.ts";
import type { Message } from "../messages/schema.ts";
import { isMentionedIn } from "../messages/text/mentions-of.ts";
import { advance } from "../messages/timeline-revs.ts";
import type { EventPayload } from "../realtime/events.ts";
import type { Me } from "./chat-list.ts";
import type { ChatListBuilder } from "./chat-list-builder.ts";
import { type Room, UNREAD_COUNT_MAX } from "./schema.ts";

/** With so many revs beyond a gap, the gap is a lost change. */
const AHEAD_MAX = 100;

export function messageChanged(builder: ChatListBuilder, change: EventPayload<"message.changed">, me: Me): void {
  const room = builder.room(change.roomId);
  // The room is below the loaded pages and now belongs at the top, so it is fetched.
  if (!room) builder.markStale(change.roomId, change.rev);
  if (!room || change.rev <= room.rev) return;
  const message = change.rev === room.rev + 1 ? change.message : undefined;
  if (message?.seq === room.seq + 1 && message.deletedAt === null) builder.put(withNew(room, message, me));
  else if (message && isUnseen(room, message, me)) builder.put({ ...room, rev: change.rev });
  else builder.markStale(room.id, change.rev);
}

/**
 * Whether a change of the message affects only the room's rev. Each reply in a thread changes the message that the thread is about,
 * and a room may hear hundreds of them, so it must not be fetched for one.
 */
function isUnseen(room: Room, message: Message, me: Me): boolean {
  if (message.seq > room.seq) return false;
  if (!message.inRoom) return true;
  const { lastMessage } = room;
  if (message.id === lastMessage?.id && JSON.stringify(toPreview(message)) !== JSON.stringify(lastMessage))
    return false;
  const isRead = message.seq <= room.lastReadSeq;
  if (isRead || message.deletedAt !== null) return isRead;
  // Only an edit changes whom a message mentions.
  return message.editedAt === null || room.mentioned === isMentioned(message, me);
}

/**
 * A reaction affects only the room's rev: it is not unread, and does not move the room up. The reactions to several messages
 * come as an event for each of them, so that the revs of one have gaps for those of the others.
 */
export function reactionsChanged(builder: ChatListBuilder, { roomId, revs }: EventPayload<"reactions.changed">): void {
  const entry = builder.entries.get(roomId);
  if (!entry) return;
  const { room, factsRev, ahead: before = [] } = entry;
  const { rev, ahead } = advance(room.rev, [...new Set([...before, ...revs])]);
  if (ahead.length > AHEAD_MAX) builder.markStale(roomId, Math.max(...ahead));
  else if (rev > room.rev || ahead.length > before.length) builder.put({ ...room, rev }, factsRev, ahead);
}

function withNew(room: Room, message: Message, me: Me): Room {
  const { seq, rev } = message;
  if (!message.inRoom) return { ...room, seq, rev };
  const counts = message.kind === "USER" && message.author.id !== me.id && message.seq > room.lastReadSeq;
  return {
    ...room,
    seq,
    rev,
    lastActivityAt: later(message.createdAt, room.lastActivityAt),
    lastMessage: toPreview(message),
    unread: counts ? Math.min(room.unread + 1, UNREAD_COUNT_MAX) : room.unread,
    mentioned: room.mentioned || (counts && isMentioned(message, me)),
  };
}

const isMentioned = (message: Message, me: Me): boolean => isMentionedIn(message.body, me.ownNames);

/** Returns the later of two ISO times. */
function later(a: string, b: string): string {
  const [, last = a] = [a, b].sort();
  return last;
}
