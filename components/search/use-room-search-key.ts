"use client";

import { useEffect, useEffectEvent } from "react";
import { isShortcut } from "@/components/ui/keyboard";
import { openRoomSearch, ROOM_SEARCH } from "./room-search";

/**
 * Ctrl+F opens the search of the room on screen, or goes back to its field. Pressed in the field it is the browser's own, so
 * that whoever wants to search the page itself presses it twice.
 */
export function useRoomSearchKey(): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || !isShortcut(event, ROOM_SEARCH.letter)) return;
    if (document.querySelector("[role=dialog], [role=alertdialog], [role=menu]")) return;
    const bar = document.querySelector("[data-room-search]");
    if (bar?.contains(document.activeElement)) return;
    event.preventDefault();
    const field = bar?.querySelector("input");
    field?.focus({ preventScroll: true });
    field?.select();
    if (!field) openRoomSearch();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
