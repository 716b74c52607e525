"use client";

import { SmilePlus } from "lucide-react";
import { useRef, useState } from "react";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import { onDemand } from "@/components/ui/on-demand";
import { Tooltip } from "@/components/ui/tooltip";
import type { Message } from "@/lib/messages/schema";
import { useConversation } from "../conversation-context";
import { addReaction } from "./react-to";

const EmojiPopover = onDemand(
  () => import("@/components/composer/emoji-popover").then((module) => module.EmojiPopover),
  { isRare: true },
);
const ReactionSheet = onDemand(() => import("./reaction-sheet").then((module) => module.ReactionSheet), {
  isRare: true,
});

type Props = { message: Message; className: string; tabIndex?: number; onOpenChange?: (isOpen: boolean) => void };

/** The button that opens the picker of all emoji, to react with one. */
export function AddReaction({ message, className, tabIndex, onOpenChange }: Props) {
  const { viewer } = useConversation();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<"popover" | "sheet" | null>(null);
  const [wasOpen, setWasOpen] = useState(false);
  const change = (next: typeof open) => {
    setOpen(next);
    onOpenChange?.(next !== null);
  };
  const choose = (emoji: string) => addReaction(message, viewer.id, emoji);
  return (
    <>
      <Tooltip content="Add reaction">
        <button
          ref={anchor}
          type="button"
          tabIndex={tabIndex}
          aria-label="Add reaction"
          aria-haspopup="dialog"
          aria-expanded={open !== null}
          className={className}
          onPointerEnter={EmojiPopover.preload}
          onFocus={EmojiPopover.preload}
          onClick={() => {
            change(hasCoarsePointer() ? "sheet" : "popover");
            setWasOpen(true);
          }}
        >
          <SmilePlus aria-hidden className="size-4" />
        </button>
      </Tooltip>
      {wasOpen && open !== "sheet" && (
        <EmojiPopover
          anchor={anchor}
          open={open === "popover"}
          onOpenChange={(isOpen) => change(isOpen ? "popover" : null)}
          onChoose={choose}
          onClosed={() => anchor.current?.focus({ preventScroll: true })}
        />
      )}
      {open === "sheet" && <ReactionSheet onChoose={choose} onClose={() => change(null)} />}
    </>
  );
}
