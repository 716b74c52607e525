"use client";

import { Bell } from "lucide-react";
import { usePathname } from "next/navigation";
import { CountBadge } from "@/components/ui/badge";
import { useClientRoute } from "@/components/ui/client-navigation";
import { ServerLink } from "@/components/ui/server-link";
import type { ActivityCounts } from "@/lib/activity/schema";
import { cn } from "@/lib/cn";
import { totalOf } from "./activity-counts";

/** The way to Activity above the chat list, with the number of what is unread there; a dot for what is in no number. */
export function ActivityRow({ counts }: { counts: ActivityCounts }) {
  const path = usePathname();
  const isHere = useClientRoute(path) === null && path === "/activity";
  const total = totalOf(counts);
  return (
    <ServerLink
      href="/activity"
      aria-current={isHere ? "page" : undefined}
      className={cn(
        "mx-2 flex h-9 shrink-0 items-center gap-2.5 rounded-control px-2 text-sm -outline-offset-2 touch-reach max-md:h-11",
        isHere ? "bg-selected text-selected-foreground" : "hover:bg-accent",
        total > 0 && "font-semibold",
      )}
    >
      <Bell aria-hidden className="mx-2 size-4 text-muted-foreground" />
      Activity
      <span className="ms-auto flex items-center">
        <CountBadge count={total} label="unread" variant="mention" />
        {total === 0 && counts.quiet && (
          <span className="size-2 rounded-full bg-primary">
            <span className="sr-only">, something new</span>
          </span>
        )}
      </span>
    </ServerLink>
  );
}
