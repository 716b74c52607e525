"use client";

import { Smile } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";

const EmojiPopover = onDemand(() => import("./emoji-popover").then((module) => module.EmojiPopover), { isRare: true });

/** Opens the emoji picker; what is chosen goes to where the caret was. */
export function EmojiButton({ onChoose, onClosed }: { onChoose: (emoji: string) => void; onClosed: () => void }) {
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
        aria-expanded={isOpen}
        data-state={isOpen ? "open" : "closed"}
        onPointerEnter={EmojiPopover.preload}
        onFocus={EmojiPopover.preload}
        onClick={() => {
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
