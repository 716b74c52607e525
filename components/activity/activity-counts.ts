import type { ActivityCounts, ActivityEntry } from "@/lib/activity/schema";
import { createStore } from "@/lib/browser/store";

/** What is unread of the viewer's activity, as far as replies have told this tab since the page; null before. */
export const heardCounts = createStore<ActivityCounts | null>(null);

export function withoutRoom(counts: ActivityCounts, roomId: string): ActivityCounts {
  const { [roomId]: _, ...rooms } = counts.rooms;
  return { ...counts, rooms };
}

/** The counts without these entries, as far as they are in them. What is quiet is asked for. */
export function withoutEntries(
  counts: ActivityCounts,
  entries: readonly Pick<ActivityEntry, "room" | "quiet" | "cause">[],
): ActivityCounts {
  const rooms = { ...counts.rooms };
  let { reminders } = counts;
  for (const { room, quiet, cause } of entries) {
    const left = (rooms[room.id] ?? 0) - 1;
    if (cause === "REMINDER") reminders = reminders && reminders - 1;
    else if (quiet || left < 0) continue;
    else if (left > 0) rooms[room.id] = left;
    else delete rooms[room.id];
  }
  return { ...counts, rooms, ...(reminders !== undefined && { reminders }) };
}

export const totalOf = ({ rooms, reminders = 0 }: ActivityCounts): number =>
  Object.values(rooms).reduce((sum, one) => sum + one, reminders);
