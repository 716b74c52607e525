"use client";

import { useSyncExternalStore } from "react";
import type { LiveEvent } from "@/components/realtime/use-channel";
import { type ActivityCounts, activityCountsReplySchema } from "@/lib/activity/schema";
import { api } from "@/lib/browser/api";
import { heardCounts, keepCounts, onCounts, withoutRoom } from "./activity-counts";
import { ActivityRow } from "./activity-row";
import { useActivityEvents } from "./use-activity-events";

/** The row of Activity above the chat list, which follows what happens. */
export function ActivityLink({ initial }: { initial: ActivityCounts }) {
  const counts = useSyncExternalStore(
    onCounts,
    () => heardCounts() ?? initial,
    () => initial,
  );
  useActivityEvents({
    ask: askForCounts,
    onEvent: (event) => {
      const roomId = roomWithout(event);
      const isKnown = roomId !== null && counts.rooms[roomId] !== undefined;
      if (isKnown) keepCounts(withoutRoom(counts, roomId));
      // Whoever reads a room of which nothing counts need ask nothing.
      return roomId !== null && !counts.quiet;
    },
  });
  return <ActivityRow counts={counts} />;
}

async function askForCounts(): Promise<void> {
  const before = heardCounts();
  const { counts } = await api("/api/chat/activity/counts", { schema: activityCountsReplySchema });
  // What was taken out while the answer came may still be in it.
  if (heardCounts() !== before) return askForCounts();
  keepCounts(counts);
}

/** The room in which nothing is unread any more after this event. */
function roomWithout({ name, payload }: LiveEvent): string | null {
  if (name === "read.changed") return payload.unread === 0 ? payload.roomId : null;
  return name === "membership.changed" && !payload.joined ? payload.roomId : null;
}
