"use client";

import { X } from "lucide-react";
import { type MouseEvent, type RefObject, useEffect, useEffectEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { useCloseOnBack } from "@/components/ui/history-step";
import { EmojiPicker } from "./emoji-picker";
import { fingerColumns } from "./finger-columns";

type SheetProps = {
  field: RefObject<HTMLTextAreaElement | null>;
  onChoose: (emoji: string) => void;
  onClose: () => void;
};

/**
 * The emoji picker for fingers, below the message box, where a phone's keyboard is. It neither opens nor closes the
 * keyboard, and stays open so that several emoji can be chosen.
 */
export function EmojiSheet({ field, onChoose, onClose }: SheetProps) {
  const [columns] = useState(fingerColumns);
  const close = useEffectEvent(onClose);
  useCloseOnBack(true, onClose);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && close();
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    const onPress = () => close();
    element.inputMode = "none";
    focusAgain(element);
    element.addEventListener("pointerdown", onPress);
    return () => {
      element.removeAttribute("inputmode");
      focusAgain(element);
      element.removeEventListener("pointerdown", onPress);
    };
  }, [field]);

  return (
    <div
      role="dialog"
      aria-label="Emoji"
      // A press moves the focus only into the search field.
      onMouseDown={(event: MouseEvent) => !(event.target as Element).closest("input") && event.preventDefault()}
      className="-mx-3 mt-1 -mb-[max(0.5rem,env(safe-area-inset-bottom))] animate-up-in rounded-t-2xl border-t border-border bg-popover pb-[env(safe-area-inset-bottom)] text-popover-foreground shadow-floating sm:-mx-5 sm:-mb-4"
    >
      <div className="flex items-center justify-between ps-3 pe-1">
        <span aria-hidden className="w-11" />
        <span aria-hidden className="h-1 w-9 rounded-full bg-border" />
        <Button
          variant="ghost"
          size="icon"
          aria-label="Close emoji"
          onClick={onClose}
          className="text-muted-foreground"
        >
          <X aria-hidden />
        </Button>
      </div>
      <EmojiPicker columns={columns} onChoose={onChoose} className="h-[min(18rem,45dvh)]" />
    </div>
  );
}

/** Phones read `inputmode` of a field only when it gets the focus. */
function focusAgain(element: HTMLElement): void {
  if (document.activeElement !== element) return;
  element.blur();
  element.focus({ preventScroll: true });
}
