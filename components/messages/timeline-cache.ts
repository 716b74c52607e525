import { apply, type Change, type Timeline, trim, withAuthor } from "@/lib/messages/timeline";
import type { Author } from "@/lib/users/schema";

/** The rooms that were on screen last, and so much of each: a few formatMegabytes at most. */
const ROOMS_MAX = 20;
const MESSAGES_MAX = 150;

/** A room as it was left: what it showed, and where its reader was; null at the newest message. */
export type CachedTimeline = { timeline: Timeline; anchorSeq: number | null };

/** Of this tab, for as long as it lives. The room that was left last is the last, whatever is heard of the others meanwhile: so it is no LRU. */
const held = new Map<string, CachedTimeline>();
const listeners = new Set<() => void>();
let ids: readonly string[] = [];

/** Keeps a room that leaves the screen, so that it is there at once when its reader comes back. */
export function cacheTimeline(timeline: Timeline, anchorSeq: number | null): void {
  // Left before it was clear where in the past the reader was.
  if (anchorSeq === null && timeline.hasAfter) {
    forgetCachedTimeline(timeline.roomId);
    return;
  }
  for (const [id, one] of held) {
    if (id === timeline.roomId || one.timeline.viewerId !== timeline.viewerId) held.delete(id);
  }
  // What is on its way is the outbox's to tell.
  held.set(timeline.roomId, { timeline: { ...trim(timeline, MESSAGES_MAX, anchorSeq), pending: [] }, anchorSeq });
  for (const id of [...held.keys()].slice(0, -ROOMS_MAX)) held.delete(id);
  tell();
}

/** The room as this person left it. Whoever shows it again catches up from its rev. */
export function findCachedTimeline(roomId: string, viewerId: string): CachedTimeline | undefined {
  const found = held.get(roomId);
  return found?.timeline.viewerId === viewerId ? found : undefined;
}

/** What is heard of a room meanwhile is there too when its reader comes back. */
export function applyToCachedTimeline(roomId: string, change: Change): void {
  const one = held.get(roomId);
  if (one) held.set(roomId, { ...one, timeline: trim(apply(one.timeline, change), MESSAGES_MAX, one.anchorSeq) });
}

/** Somebody goes by another name or picture. */
export function applyAuthorToCachedTimelines(author: Author): void {
  for (const [id, one] of held) held.set(id, { ...one, timeline: withAuthor(one.timeline, author) });
}

export function forgetCachedTimeline(roomId: string): void {
  if (held.delete(roomId)) tell();
}

/** Which rooms are held; the same array until that changes. */
export function cachedRoomIds(): readonly string[] {
  return ids;
}

export function onCachedRoomsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  ids = [...held.keys()].sort();
  for (const listener of listeners) listener();
}
