"use client";

import { useRef } from "react";
import { useBackCloses } from "@/components/ui/back-step";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { cn } from "@/lib/cn";
import { inShort } from "@/lib/messages/in-short";
import type { Message } from "@/lib/messages/schema";
import { useMessageActions } from "./use-message-actions";

/** What of the message stands over its actions, in characters. */
const EXCERPT_MAX = 120;

type Props = {
  message: Message;
  /** Asks before it is done. */
  onDelete: () => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** The same actions from below, for fingers. */
export function MessageSheet({ message, onDelete, open, onOpenChange }: Props) {
  const actions = useMessageActions(message, onDelete);
  // The finger that held the message may lift over an action: only a press that began here counts.
  const isArmed = useRef(false);
  useBackCloses(open, () => onOpenChange(false));
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent
        side="bottom"
        hideClose
        className="p-2"
        onCloseAutoFocus={(event) => event.preventDefault()}
        onPointerDownCapture={() => {
          isArmed.current = true;
        }}
      >
        <SheetTitle className="sr-only">Message actions</SheetTitle>
        <SheetDescription dir="auto" className="truncate px-3 py-2 text-meta text-muted-foreground">
          {inShort(message, EXCERPT_MAX)}
        </SheetDescription>
        {actions.map(({ id, label, Icon, isDestructive, run }) => (
          <button
            key={id}
            type="button"
            onClick={(event) => {
              // A key makes a click without a pointer: its detail is 0.
              if (!isArmed.current && event.detail > 0) return;
              onOpenChange(false);
              run();
            }}
            className={cn(
              "flex h-12 w-full items-center gap-3 rounded-control px-3 text-start text-message active:bg-accent",
              isDestructive && "text-destructive",
            )}
          >
            <Icon aria-hidden className="size-5 opacity-70" />
            {label}
          </button>
        ))}
      </SheetContent>
    </Sheet>
  );
}
