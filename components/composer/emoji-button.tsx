"use client";

import { Smile } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import { onDemand } from "@/components/ui/on-demand";

const EmojiPopover = onDemand(() => import("./emoji-popover").then((module) => module.EmojiPopover), { isRare: true });

type EmojiProps = {
  onChoose: (emoji: string) => void;
  onClosed: () => void;
  /** The picker for fingers is a sheet below the box. */
  isSheetOpen: boolean;
  onSheet: () => void;
};

/** Opens the emoji picker. A chosen emoji goes to where the caret was. */
export function EmojiButton({ onChoose, onClosed, isSheetOpen, onSheet }: EmojiProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  return (
    <>
      <Button
        ref={anchor}
        variant="ghost"
        size="icon"
        className="size-9 text-muted-foreground hover:text-foreground"
        aria-label="Emoji"
        aria-haspopup="dialog"
        aria-expanded={isOpen || isSheetOpen}
        data-state={isOpen || isSheetOpen ? "open" : "closed"}
        onPointerEnter={EmojiPopover.preload}
        onFocus={EmojiPopover.preload}
        // A press by a finger does not move the focus, so that the keyboard neither opens nor closes.
        onMouseDown={(event) => hasCoarsePointer() && event.preventDefault()}
        onClick={() => {
          if (hasCoarsePointer()) return onSheet();
          setOpen(!isOpen);
          setWasOpen(true);
        }}
      >
        <Smile aria-hidden className="size-5" />
      </Button>
      {wasOpen && (
        <EmojiPopover anchor={anchor} open={isOpen} onOpenChange={setOpen} onChoose={onChoose} onClosed={onClosed} />
      )}
    </>
  );
}
