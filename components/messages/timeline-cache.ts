import { type ConversationKey, conversationId } from "@/lib/messages/conversation-key";
import { apply, type Change, type Timeline, trim, withAuthor } from "@/lib/messages/timeline";
import type { Author } from "@/lib/users/schema";

/** The conversations that were on screen last, and so much of each: a few megabytes at most. */
const TIMELINES_MAX = 20;
const MESSAGES_MAX = 150;

/** A conversation as it was left: what it showed, and where its reader was; null at the newest message. */
export type CachedTimeline = { timeline: Timeline; anchorSeq: number | null };

/**
 * By `conversationId`. They belong to this tab, and live as long as it does. The one that was left last stands last,
 * whatever is heard of the others meanwhile, so this is no least-recently-used map.
 */
const timelines = new Map<string, CachedTimeline>();
const listeners = new Set<() => void>();
let roomIds: readonly string[] = [];

/** Keeps a conversation that leaves the screen, so that it is there at once when its reader comes back. */
export function cacheTimeline(timeline: Timeline, anchorSeq: number | null): void {
  const id = conversationId(timeline.conversation);
  timelines.delete(id);
  // A reader who left before it was clear where in the past they were cannot be brought back there.
  if (anchorSeq !== null || !timeline.hasAfter) {
    for (const [other, one] of timelines) if (one.timeline.viewerId !== timeline.viewerId) timelines.delete(other);
    // What is on its way is the outbox's to tell.
    timelines.set(id, { timeline: { ...trim(timeline, MESSAGES_MAX, anchorSeq), pending: [] }, anchorSeq });
    for (const oldest of [...timelines.keys()].slice(0, -TIMELINES_MAX)) timelines.delete(oldest);
  }
  tell();
}

/** The conversation as this person left it. Whoever shows it again catches up from its rev. */
export function findCachedTimeline(viewerId: string, conversation: ConversationKey): CachedTimeline | undefined {
  const found = timelines.get(conversationId(conversation));
  return found?.timeline.viewerId === viewerId ? found : undefined;
}

/** What is heard of a room meanwhile is there too when a reader of one of its conversations comes back. */
export function applyToCachedTimelines(roomId: string, change: Change): void {
  for (const [id, one] of ofRoom(roomId))
    timelines.set(id, { ...one, timeline: trim(apply(one.timeline, change), MESSAGES_MAX, one.anchorSeq) });
}

/** Somebody goes by another name or picture. */
export function applyAuthorToCachedTimelines(author: Author): void {
  for (const [id, one] of timelines) timelines.set(id, { ...one, timeline: withAuthor(one.timeline, author) });
}

export function forgetCachedTimelines(roomId: string): void {
  for (const [id] of ofRoom(roomId)) timelines.delete(id);
  tell();
}

/** The rooms of which a conversation is cached; the same array until that changes. */
export function cachedRoomIds(): readonly string[] {
  return roomIds;
}

export function onCachedRoomsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function ofRoom(roomId: string): [string, CachedTimeline][] {
  return [...timelines].filter(([, one]) => one.timeline.conversation.roomId === roomId);
}

function tell(): void {
  const next = [...new Set([...timelines.values()].map((one) => one.timeline.conversation.roomId))].sort();
  if (next.join() === roomIds.join()) return;
  roomIds = next;
  for (const listener of listeners) listener();
}
