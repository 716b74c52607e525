import type { ActivityCounts } from "@/lib/activity/schema";

let known: ActivityCounts | null = null;
const listeners = new Set<() => void>();

/** What is unread of the viewer's activity, as far as this tab has heard since the page; null before. */
export const heardCounts = (): ActivityCounts | null => known;

/** Keeps what a reply has told. */
export function keepCounts(counts: ActivityCounts): void {
  known = counts;
  for (const listener of listeners) listener();
}

export function onCounts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function withoutRoom({ rooms, quiet }: ActivityCounts, roomId: string): ActivityCounts {
  const { [roomId]: _, ...others } = rooms;
  return { rooms: others, quiet };
}

export const totalOf = ({ rooms }: ActivityCounts): number => Object.values(rooms).reduce((sum, one) => sum + one, 0);
