"use client";

import { type RefObject, useEffect, useRef } from "react";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import type { ConversationKey } from "@/lib/messages/conversation-key";

/**
 * Moves the focus to the message box of a thread that is opened, and back to where it came from when the thread is closed: to
 * the message where the button on it is gone.
 */
export function usePaneFocus(
  pane: RefObject<HTMLElement | null>,
  rootSeq: RefObject<number | undefined>,
  isMounted: boolean,
  conversation: ConversationKey,
): void {
  const before = useRef<Element | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thread takes the focus, too.
  useEffect(() => {
    if (!isMounted) return;
    const focused = document.activeElement;
    if (!pane.current?.contains(focused)) before.current = focused;
    // On a phone the on-screen keyboard stays closed until the person touches the box.
    const box = hasCoarsePointer() ? null : pane.current?.querySelector("textarea");
    (box ?? pane.current?.querySelector("h2"))?.focus({ preventScroll: true });
  }, [pane, isMounted, conversation]);
  useEffect(() => {
    if (!isMounted) return;
    return () => placeToReturn(before.current, rootSeq.current)?.focus({ preventScroll: true });
  }, [isMounted, rootSeq]);
}

function placeToReturn(before: Element | null, rootSeq: number | undefined): HTMLElement | null {
  const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
  if (isThere && !(hasCoarsePointer() && before.matches("textarea"))) return before;
  const row = document.querySelector<HTMLElement>(`#main [data-row="${rootSeq}"]`);
  if (row || hasCoarsePointer()) return row ?? document.getElementById("main");
  return document.querySelector<HTMLElement>("#main textarea[name=message]");
}
