import type { ActivityCounts } from "@/lib/activity/schema";
import { createStore } from "@/lib/browser/store";

/** What is unread of the viewer's activity, as far as replies have told this tab since the page; null before. */
export const heardCounts = createStore<ActivityCounts | null>(null);

export function withoutRoom({ rooms, quiet }: ActivityCounts, roomId: string): ActivityCounts {
  const { [roomId]: _, ...others } = rooms;
  return { rooms: others, quiet };
}

export const totalOf = ({ rooms }: ActivityCounts): number => Object.values(rooms).reduce((sum, one) => sum + one, 0);
