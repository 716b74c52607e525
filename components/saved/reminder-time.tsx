"use client";

import { AlarmClock } from "lucide-react";
import { endInWords } from "@/components/chats/mute-words";
import { useReader } from "@/components/ui/time";
import { cn } from "@/lib/cn";
import type { SavedEntry } from "@/lib/saved/schema";

/** When one is reminded of a saved message, or was. */
export function ReminderTime({ entry: { remindAt, remindedAt }, now }: { entry: SavedEntry; now: number | null }) {
  const reader = useReader();
  if (!remindAt) return null;
  const isDue = remindedAt !== null || (now !== null && Date.parse(remindAt) <= now);
  return (
    <span
      className={cn(
        "ms-auto flex shrink-0 items-center gap-1 ps-2 text-xs",
        isDue ? "text-destructive" : "text-muted-foreground",
      )}
    >
      <AlarmClock aria-hidden className="size-3" />
      <span className="sr-only">{isDue ? "Reminder was due" : "Reminder"}</span>
      {/* Server and browser may spell dates of the same language differently. */}
      <time dateTime={remindAt} suppressHydrationWarning>
        {endInWords(remindAt, reader)}
      </time>
    </span>
  );
}
