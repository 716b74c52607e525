"use client";

import { type MouseEvent, type PointerEvent, useState } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { onDemand } from "@/components/ui/on-demand";
import { Tooltip } from "@/components/ui/tooltip";
import { useLongPress } from "@/components/ui/use-long-press";
import { cn } from "@/lib/cn";
import type { Message } from "@/lib/messages/schema";
import type { ShownReaction } from "@/lib/reactions/shown";
import { Reactors } from "./reactors";

const ReactorsSheet = onDemand(() => import("./reactors-sheet").then((module) => module.ReactorsSheet), {
  isRare: true,
  fallback: null,
});

type ChipProps = {
  reaction: ShownReaction;
  message: Message;
  tabIndex: number;
  /** Null where the viewer cannot react. */
  onToggle: (() => void) | null;
};

export const reactionLabel = ({ emoji, count, isOwn }: ShownReaction): string =>
  `${emoji} ${count}${isOwn ? ", you reacted" : ""}`;

/** One emoji with the number of people who gave it. Hover, focus and a long press say who they are. */
export function ReactionChip({ reaction, message, tabIndex, onToggle }: ChipProps) {
  const { emoji, count, isOwn } = reaction;
  const [isSheetOpen, setSheetOpen] = useState(false);
  const longPress = useLongPress(() => setSheetOpen(true));
  const who = <Reactors key={`${count}${isOwn}`} message={message} reaction={reaction} />;
  return (
    <>
      <Tooltip content={who}>
        <button
          type="button"
          tabIndex={tabIndex}
          aria-label={reactionLabel(reaction)}
          aria-pressed={isOwn}
          aria-disabled={onToggle === null || undefined}
          onClick={() => onToggle?.()}
          {...longPress}
          // The message under the chip has a long press, too.
          onPointerDown={(event: PointerEvent) => {
            event.stopPropagation();
            longPress.onPointerDown(event);
          }}
          onContextMenu={(event: MouseEvent) => {
            event.stopPropagation();
            longPress.onContextMenu(event);
          }}
          className={cn(
            "inline-flex h-6.5 items-center gap-1 rounded-full border px-2 text-sm leading-none transition-colors pointer-coarse:h-8 pointer-coarse:px-2.5",
            isOwn ? "border-primary/40 bg-primary/12 hover:bg-primary/20" : "border-border bg-card hover:bg-accent",
          )}
        >
          <span aria-hidden>
            <EmojiSign emoji={emoji} />
          </span>
          <span
            aria-hidden
            className={cn("text-xs tabular-nums", isOwn ? "font-medium text-primary" : "text-muted-foreground")}
          >
            {count}
          </span>
        </button>
      </Tooltip>
      {isSheetOpen && <ReactorsSheet message={message} reaction={reaction} onClose={() => setSheetOpen(false)} />}
    </>
  );
}
