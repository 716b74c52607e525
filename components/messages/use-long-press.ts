"use client";

import { type PointerEvent, useRef } from "react";

const LONG_PRESS_MS = 450;
const MOVE_MAX_PX = 10;

/** Handlers for an element that a finger may hold. A scroll, a second finger or a link under it is no long press. */
export function useLongPress(onLongPress: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = useRef({ x: 0, y: 0 });
  const stop = () => clearTimeout(timer.current);
  return {
    onPointerDown: (event: PointerEvent) => {
      stop();
      if (event.pointerType !== "touch" || (event.target as Element).closest("a,button,textarea,pre")) return;
      start.current = { x: event.clientX, y: event.clientY };
      timer.current = setTimeout(() => {
        getSelection()?.removeAllRanges();
        onLongPress();
      }, LONG_PRESS_MS);
    },
    onPointerMove: (event: PointerEvent) => {
      const { x, y } = start.current;
      if (Math.abs(event.clientX - x) > MOVE_MAX_PX || Math.abs(event.clientY - y) > MOVE_MAX_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}
