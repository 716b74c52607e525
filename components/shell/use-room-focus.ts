"use client";

import { useLayoutEffect, useRef } from "react";
import { hasCoarsePointer } from "@/components/ui/keyboard";

/**
 * The focus is tried this often, with this pause, because the menu or dialog in which the room was chosen takes some
 * time to close.
 */
const TRIES_MAX = 40;
const PAUSE_MS = 50;

/**
 * Moves the focus to the message box when another room is opened, in the same frame, so that no key goes elsewhere.
 * Without a message box it moves to the conversation.
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
      // On a phone the on-screen keyboard stays closed until the person touches the box.
      const box = hasCoarsePointer() ? null : document.querySelector<HTMLElement>("#main textarea");
      (box ?? document.getElementById("main"))?.focus({ preventScroll: true });
    };
    const timer = setInterval(attempt, PAUSE_MS);
    attempt();
    return () => clearInterval(timer);
  }, [currentId]);
}
