"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { countLabel } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";

type PillsProps = {
  /** The number of unread messages above the screen. 0 hides the pill. */
  unreadAbove: number;
  onUnread: () => void;
  isAtBottom: boolean;
  newBelow: number;
  onLatest: () => void;
};

/** The buttons over the list that jump up to the first unread message and down to the latest. */
export function JumpPills({ unreadAbove, onUnread, isAtBottom, newBelow, onLatest }: PillsProps) {
  return (
    <>
      {unreadAbove > 0 && (
        <div className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center">
          <Button size="sm" className="pointer-events-auto h-7 rounded-full shadow-raised" onClick={onUnread}>
            <ArrowUp aria-hidden />
            {count(unreadAbove)}
          </Button>
        </div>
      )}
      {!isAtBottom && (
        <div className="pointer-events-none absolute inset-x-0 bottom-2 z-10 flex justify-center">
          <Button
            size="sm"
            variant={newBelow > 0 ? "default" : "outline"}
            className="pointer-events-auto h-8 rounded-full shadow-raised"
            onClick={onLatest}
          >
            <ArrowDown aria-hidden />
            {newBelow > 0 ? count(newBelow) : "Jump to latest"}
          </Button>
        </div>
      )}
    </>
  );
}

function count(n: number): string {
  return `${countLabel(n)} new ${n === 1 ? "message" : "messages"}`;
}
