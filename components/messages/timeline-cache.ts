import { type ConversationKey, conversationId } from "@/lib/messages/conversation-key";
import type { ChangesPage } from "@/lib/messages/schema";
import { apply, applyChanges, type Timeline, trim, withAuthor } from "@/lib/messages/timeline";
import type { Author } from "@/lib/users/schema";

/** The cache keeps the conversations that were on screen last, a few megabytes at most. */
const TIMELINES_MAX = 20;
const MESSAGES_MAX = 150;

/**
 * A conversation as its reader left it. `anchorSeq` is the message at the top of the screen, or null at the newest
 * message.
 */
export type CachedTimeline = { timeline: Timeline; anchorSeq: number | null };

/**
 * The timelines by `conversationId`, for as long as the tab lives. The conversation that was left last stands last.
 * Events of the others do not change the order, so this is no least-recently-used map.
 */
const timelines = new Map<string, CachedTimeline>();
const listeners = new Set<() => void>();
let roomIds: readonly string[] = [];

/** Read the timelines of the conversations on screen. */
const onScreen = new Set<() => Timeline>();

/** Counts a conversation among those that the browser holds while it is on screen. */
export function holdOnScreen(read: () => Timeline): () => void {
  onScreen.add(read);
  return () => onScreen.delete(read);
}

/** Lists the timelines that the browser holds for this person, those on screen last. */
export function listHeldTimelines(viewerId: string): Timeline[] {
  const shown = [...onScreen].map((read) => read()).filter((timeline) => timeline.viewerId === viewerId);
  return [...listCachedTimelines(viewerId), ...shown];
}

/** Caches a conversation that leaves the screen, so that it is shown at once when its reader comes back. */
export function cacheTimeline(timeline: Timeline, anchorSeq: number | null): void {
  const id = conversationId(timeline.conversation);
  timelines.delete(id);
  // Without an anchor nobody knows where in the past the reader was.
  if (anchorSeq !== null || !timeline.hasAfter) {
    for (const [other, one] of timelines) if (one.timeline.viewerId !== timeline.viewerId) timelines.delete(other);
    // The outbox keeps the pending messages.
    timelines.set(id, { timeline: { ...trim(timeline, MESSAGES_MAX, anchorSeq), pending: [] }, anchorSeq });
    for (const oldest of [...timelines.keys()].slice(0, -TIMELINES_MAX)) timelines.delete(oldest);
  }
  tell();
}

/** Finds a conversation as this person left it. Its rev tells from where to catch up. */
export function findCachedTimeline(viewerId: string, conversation: ConversationKey): CachedTimeline | undefined {
  const found = timelines.get(conversationId(conversation));
  return found?.timeline.viewerId === viewerId ? found : undefined;
}

/** Applies a change of a room to its cached conversations. */
export function applyToCachedTimelines(roomId: string, change: Parameters<typeof apply>[1]): void {
  for (const [id, one] of ofRoom(roomId))
    timelines.set(id, { ...one, timeline: trim(apply(one.timeline, change), MESSAGES_MAX, one.anchorSeq) });
}

/**
 * Asks for the changes of a room that its cached conversations have missed, as while there was no connection. One that has missed
 * more than a page is forgotten. Throws what the request throws.
 */
export async function catchUpCachedTimelines(
  roomId: string,
  fetchChanges: (conversation: ConversationKey, since: number) => Promise<ChangesPage>,
): Promise<void> {
  for (const [id, { timeline }] of ofRoom(roomId)) {
    const page = await fetchChanges(timeline.conversation, timeline.rev);
    const one = timelines.get(id);
    if (!one || one.timeline.viewerId !== timeline.viewerId) continue;
    if (page.hasMore) timelines.delete(id);
    else {
      const caughtUp = applyChanges(one.timeline, timeline.rev, page);
      timelines.set(id, { ...one, timeline: trim(caughtUp, MESSAGES_MAX, one.anchorSeq) });
    }
  }
  tell();
}

/** Lists the timelines that are cached for this person. Nobody but a caller of `catchUpCachedTimelines` closes their gaps. */
export function listCachedTimelines(viewerId: string): Timeline[] {
  return [...timelines.values()].map(({ timeline }) => timeline).filter((one) => one.viewerId === viewerId);
}

/** Puts a person's new name or picture into all cached timelines. */
export function applyAuthorToCachedTimelines(author: Author): void {
  for (const [id, one] of timelines) timelines.set(id, { ...one, timeline: withAuthor(one.timeline, author) });
}

export function forgetCachedTimelines(roomId: string): void {
  for (const [id] of ofRoom(roomId)) timelines.delete(id);
  tell();
}

/** Lists the rooms that have a cached conversation. It returns the same array until that changes. */
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
