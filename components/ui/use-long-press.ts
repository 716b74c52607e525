"use client";

import { type MouseEvent, type PointerEvent, useRef } from "react";

const LONG_PRESS_MS = 450;
const MOVE_MAX_PX = 10;

/**
 * Handlers that call `onLongPress` when a finger holds an element. A scroll, a second finger or a link under the finger
 * is no long press.
 */
export function useLongPress(onLongPress: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = useRef({ x: 0, y: 0 });
  /** A long press has happened, and its finger is still down or has just been lifted. */
  const hasHeld = useRef(false);
  const stop = () => clearTimeout(timer.current);
  const hold = (pressed: EventTarget) => {
    stop();
    if (hasHeld.current) return;
    hasHeld.current = true;
    getSelection()?.removeAllRanges();
    // A held finger moves no focus. The sheet that opens now gives the focus back to the element that has it, so the
    // pressed element takes it first.
    (pressed as Element).closest<HTMLElement>("a,button,[tabindex]")?.focus({ preventScroll: true });
    onLongPress();
  };
  return {
    // A part of the element may keep the press itself from it.
    onPointerDownCapture: () => {
      hasHeld.current = false;
    },
    onPointerDown: (event: PointerEvent) => {
      stop();
      if (event.pointerType !== "touch" || !event.isPrimary || isOwnGesture(event)) return;
      start.current = { x: event.clientX, y: event.clientY };
      const { target } = event;
      timer.current = setTimeout(() => hold(target), LONG_PRESS_MS);
    },
    onPointerMove: (event: PointerEvent) => {
      const { x, y } = start.current;
      if (Math.abs(event.clientX - x) > MOVE_MAX_PX || Math.abs(event.clientY - y) > MOVE_MAX_PX) stop();
    },
    // Android reports a long press as a contextmenu event and cancels the pointer.
    onContextMenu: (event: MouseEvent) => {
      if ((event.nativeEvent as globalThis.PointerEvent).pointerType !== "touch" || isOwnGesture(event)) return;
      event.preventDefault();
      hold(event.target);
    },
    // The click that follows a long press must not open the quote or the file under the finger.
    onClickCapture: (event: MouseEvent) => {
      if (!hasHeld.current) return;
      hasHeld.current = false;
      if (event.detail === 0) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}

/**
 * Links and text fields have a long press of their own. Pictures do not, because a message may be nothing but a
 * picture. React also hands on what happens in a sheet or a menu that the element has opened.
 */
function isOwnGesture({ target, currentTarget }: MouseEvent): boolean {
  const pressed = target as Element;
  return (
    !currentTarget.contains(pressed) ||
    (pressed.closest("a,textarea,input,audio,video,[role=slider]")?.matches(":not([data-long-press])") ?? false)
  );
}
