"use client";

import { Bell } from "lucide-react";
import { useSyncExternalStore } from "react";
import type { LiveEvent } from "@/components/realtime/use-channel";
import { CountBadge } from "@/components/ui/badge";
import { PageLink } from "@/components/ui/page-link";
import { type ActivityCounts, activityCountsReplySchema } from "@/lib/activity/schema";
import { api } from "@/lib/browser/api";
import { heardCounts, totalOf, withoutRoom } from "./activity-counts";
import { useActivityEvents } from "./use-activity-events";
import { useSeenInPlace } from "./use-seen-in-place";

/** The way to Activity above the chat list, with the number of what is unread there; a dot for what is in no number. */
export function ActivityLink({ initial }: { initial: ActivityCounts }) {
  const counts = useSyncExternalStore(
    heardCounts.subscribe,
    () => heardCounts.get() ?? initial,
    () => initial,
  );
  const total = totalOf(counts);
  useSeenInPlace(counts.quiet);
  useActivityEvents({
    ask: askForCounts,
    onEvent: (event) => {
      const roomId = roomWithout(event);
      const isKnown = roomId !== null && counts.rooms[roomId] !== undefined;
      if (isKnown) heardCounts.set(withoutRoom(counts, roomId));
      // Whoever reads a room of which nothing counts need ask nothing.
      return roomId !== null && !counts.quiet && !counts.reminders;
    },
  });
  return (
    <PageLink href="/activity" Icon={Bell} isStrong={total > 0}>
      Activity
      <span className="ms-auto flex items-center">
        <CountBadge count={total} label="unread" variant="mention" />
        {total === 0 && counts.quiet && (
          <span className="size-2 rounded-full bg-primary">
            <span className="sr-only">, something new</span>
          </span>
        )}
      </span>
    </PageLink>
  );
}

async function askForCounts(): Promise<void> {
  const before = heardCounts.get();
  const { counts } = await api("/api/chat/activity/counts", { schema: activityCountsReplySchema });
  // What was taken out while the answer came may still be in it.
  if (heardCounts.get() !== before) return askForCounts();
  heardCounts.set(counts);
}

/** The room in which nothing is unread any more after this event. */
function roomWithout({ name, payload }: LiveEvent): string | null {
  if (name === "read.changed") return payload.unread === 0 ? payload.roomId : null;
  return name === "membership.changed" && !payload.joined ? payload.roomId : null;
}
