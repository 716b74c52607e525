"use client";

import { Dialog as Primitive } from "radix-ui";
import { useState } from "react";
import { EmojiPicker } from "@/components/composer/emoji-picker";
import { useCloseOnBack } from "@/components/ui/history-step";
import { overlayClasses } from "@/components/ui/overlay-classes";
import { leaveTakenFocus, useFocusReturn } from "@/components/ui/use-focus-return";

/** The least width of an emoji for fingers, in px. */
const CELL_MIN = 44;
const PADDING = 16;

/** The picker of all emoji for fingers, at the foot of the screen. */
export function ReactionSheet({ onChoose, onClose }: { onChoose: (emoji: string) => void; onClose: () => void }) {
  const [columns] = useState(() => Math.max(6, Math.min(12, Math.floor((innerWidth - PADDING) / CELL_MIN))));
  const focus = useFocusReturn({ onCloseAutoFocus: leaveTakenFocus });
  useCloseOnBack(true, onClose);
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClasses} />
        <Primitive.Content
          {...focus}
          aria-describedby={undefined}
          // The search field would open the keyboard over the emoji.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            (event.currentTarget as HTMLElement).focus();
          }}
          tabIndex={-1}
          className="fixed inset-x-0 bottom-0 z-50 rounded-t-2xl border-t bg-popover pb-[env(safe-area-inset-bottom)] text-popover-foreground shadow-floating outline-none data-[state=open]:animate-up-in"
        >
          <span aria-hidden className="mx-auto mt-2 block h-1 w-9 rounded-full bg-border" />
          <Primitive.Title className="sr-only">Add reaction</Primitive.Title>
          <EmojiPicker
            columns={columns}
            className="h-[min(24rem,60dvh)]"
            onChoose={(emoji) => {
              onChoose(emoji);
              onClose();
            }}
          />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
