"use client";

import { type MouseEvent, type PointerEvent, useRef } from "react";

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
      if (event.pointerType !== "touch" || isOwnGesture(event)) return;
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
    // Android tells of a long press itself, and cancels the pointer then.
    onContextMenu: (event: MouseEvent) => {
      if ((event.nativeEvent as globalThis.PointerEvent).pointerType !== "touch" || isOwnGesture(event)) return;
      event.preventDefault();
      stop();
      onLongPress();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}

/** Links, fields and code have a long press of their own; a picture may be all there is of a message. */
function isOwnGesture(event: MouseEvent): boolean {
  return (event.target as Element).closest("a,button,textarea,pre")?.matches(":not([data-long-press])") ?? false;
}
