"use client";

import { type PointerEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from "react";
import { hasCoarsePointer } from "./keyboard";
import { onDemand } from "./on-demand";
import { WithProps } from "./with-props";

const DELAY_MS = 450;
/** Within this time after a tooltip has closed, the next one opens without a delay. */
const SKIP_DELAY_MS = 200;

const TooltipBubble = onDemand(() => import("./tooltip-bubble").then((module) => module.TooltipBubble));

/** Closes the tooltip that is open, because only one may be open at a time. */
let closeShown: (() => void) | null = null;
let closedAt = Number.NEGATIVE_INFINITY;

type TooltipProps = {
  content: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  /** One focusable element. It keeps its own accessible name. */
  children: ReactElement<Record<string, unknown>>;
};

/** Shows a few words beside the element that the pointer or the focus is on. */
export function Tooltip({ content, side = "top", align = "center", children }: TooltipProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isPressed = useRef(false);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!isOpen) return;
    const close = () => setOpen(false);
    closeShown?.();
    closeShown = close;
    return () => {
      if (closeShown === close) closeShown = null;
      closedAt = performance.now();
    };
  }, [isOpen]);

  function close() {
    clearTimeout(timer.current);
    setOpen(false);
  }
  function onPointerMove(event: PointerEvent) {
    if (event.pointerType === "touch" || isOpen || isPressed.current || timer.current !== undefined) return;
    const isQuick = closeShown !== null || performance.now() - closedAt < SKIP_DELAY_MS;
    timer.current = setTimeout(() => setOpen(true), isQuick ? 0 : DELAY_MS);
  }
  return (
    <>
      <WithProps
        ref={anchor}
        onPointerEnter={TooltipBubble.preload}
        onPointerMove={onPointerMove}
        onPointerLeave={() => {
          clearTimeout(timer.current);
          timer.current = undefined;
          isPressed.current = false;
          // An open bubble decides itself when it closes, because the pointer may move onto it.
          if (!anchor.current?.hasAttribute("aria-describedby")) setOpen(false);
        }}
        onPointerDown={() => {
          isPressed.current = true;
          close();
        }}
        onClick={close}
        // On a touch screen the focus may come back from a closed dialog, and no pointer would ever leave the button.
        onFocus={() => !isPressed.current && !hasCoarsePointer() && setOpen(true)}
        onBlur={() => {
          isPressed.current = false;
          close();
        }}
      >
        {children}
      </WithProps>
      {isOpen && (
        <TooltipBubble anchor={anchor} side={side} align={align} onClose={close}>
          {content}
        </TooltipBubble>
      )}
    </>
  );
}
