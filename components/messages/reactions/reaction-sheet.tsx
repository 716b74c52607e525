"use client";

import { useState } from "react";
import { EmojiPicker } from "@/components/composer/emoji-picker";
import { fingerColumns } from "@/components/composer/finger-columns";
import { BottomSheet } from "@/components/ui/bottom-sheet";

/** The picker of all emoji for fingers, at the foot of the screen. */
export function ReactionSheet({ onChoose, onClose }: { onChoose: (emoji: string) => void; onClose: () => void }) {
  const [columns] = useState(fingerColumns);
  return (
    <BottomSheet
      title="Add reaction"
      onClose={onClose}
      aria-describedby={undefined}
      // The search field would open the keyboard over the emoji.
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        (event.currentTarget as HTMLElement).focus();
      }}
      tabIndex={-1}
      className="rounded-t-2xl pb-[env(safe-area-inset-bottom)]"
    >
      <span aria-hidden className="mx-auto mt-2 block h-1 w-9 rounded-full bg-border" />
      <EmojiPicker
        columns={columns}
        className="h-[min(24rem,60dvh)]"
        onChoose={(emoji) => {
          onChoose(emoji);
          onClose();
        }}
      />
    </BottomSheet>
  );
}
