"use client";

import { useLayoutEffect, useRef } from "react";
import { hasCoarsePointer } from "@/components/ui/keyboard";

/** So often is it tried, and so long apart: a menu or dialog in which the room was chosen takes its time to go. */
const TRIES_MAX = 40;
const PAUSE_MS = 50;

/**
 * After going to another room the keyboard is where one writes, in the same frame, so that no key that is pressed then
 * goes elsewhere; without a message box, at the conversation.
 */
export function useRoomFocus(currentId: string | null): void {
  const before = useRef(currentId);
  useLayoutEffect(() => {
    if (before.current === currentId) return;
    before.current = currentId;
    if (currentId === null) return;
    let tries = 0;
    const attempt = () => {
      tries += 1;
      const isThere = document.querySelector(`#main [data-room="${currentId}"]`);
      const isCovered = document.querySelector("[role=dialog], [role=menu]");
      if ((!isThere || isCovered) && tries < TRIES_MAX) return;
      clearInterval(timer);
      if (isCovered) return;
      // A phone's keyboard stays away until the reader asks for it.
      const box = hasCoarsePointer() ? null : document.querySelector<HTMLElement>("#main textarea");
      (box ?? document.getElementById("main"))?.focus({ preventScroll: true });
    };
    const timer = setInterval(attempt, PAUSE_MS);
    attempt();
    return () => clearInterval(timer);
  }, [currentId]);
}
