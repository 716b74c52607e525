import type { ActivityCounts } from "@/lib/activity/schema";
import { createStore } from "@/lib/browser/store";

/** What is unread of the viewer's activity, as far as replies have told this tab since the page; null before. */
export const heardCounts = createStore<ActivityCounts | null>(null);

export function withoutRoom(counts: ActivityCounts, roomId: string): ActivityCounts {
  const { [roomId]: _, ...rooms } = counts.rooms;
  return { ...counts, rooms };
}

export const totalOf = ({ rooms, reminders = 0 }: ActivityCounts): number =>
  Object.values(rooms).reduce((sum, one) => sum + one, reminders);
