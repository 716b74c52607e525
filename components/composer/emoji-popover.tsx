"use client";

import { type RefObject, useRef } from "react";
import { Anchor } from "@/components/ui/anchor";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { EmojiPicker } from "./emoji-picker";

type Props = {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChoose: (emoji: string) => void;
  onClosed: () => void;
  isUnicodeOnly?: boolean;
};

export function EmojiPopover({ anchor, open, onOpenChange, onChoose, onClosed, isUnicodeOnly }: Props) {
  const chosen = useRef<string | null>(null);
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild>
        <Anchor anchor={anchor} />
      </PopoverTrigger>
      <PopoverContent
        align="end"
        side="top"
        aria-label="Emoji"
        className="w-[21rem] overflow-hidden p-0"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed();
          if (chosen.current) onChoose(chosen.current);
          chosen.current = null;
        }}
      >
        <EmojiPicker
          columns={9}
          isUnicodeOnly={isUnicodeOnly}
          className="h-[22rem]"
          onChoose={(emoji) => {
            chosen.current = emoji;
            onOpenChange(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
