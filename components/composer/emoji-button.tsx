"use client";

import { Smile } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Spinner } from "@/components/ui/spinner";

const EmojiPicker = lazy(() => import("./emoji-picker").then((module) => ({ default: module.EmojiPicker })));

/** Opens the emoji picker; what is chosen goes to where the caret was. */
export function EmojiButton({ onChoose, onClosed }: { onChoose: (emoji: string) => void; onClosed: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const chosen = useRef<string | null>(null);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          className="size-9 text-muted-foreground hover:text-foreground"
          aria-label="Emoji"
        >
          <Smile aria-hidden className="size-5" />
        </Button>
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
        <Suspense
          fallback={
            <div className="grid h-[22rem] place-items-center">
              <Spinner label="Loading emoji" />
            </div>
          }
        >
          <EmojiPicker
            onChoose={(emoji) => {
              chosen.current = emoji;
              setOpen(false);
            }}
          />
        </Suspense>
      </PopoverContent>
    </Popover>
  );
}
