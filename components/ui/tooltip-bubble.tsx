"use client";

import { Tooltip as Primitive } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { Anchor } from "./anchor";

type Props = {
  anchor: RefObject<HTMLElement | null>;
  side: "top" | "right" | "bottom" | "left";
  align: "start" | "center" | "end";
  onClose: () => void;
  children: ReactNode;
};

/** An open tooltip. It closes on Esc, on scrolling, and when the pointer has left both the tooltip and its button. */
export function TooltipBubble({ anchor, side, align, onClose, children }: Props) {
  return (
    <Primitive.Provider>
      <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
        <Primitive.Trigger asChild>
          <Anchor anchor={anchor} />
        </Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content
            side={side}
            align={align}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 animate-fade-in rounded-control bg-foreground px-2 py-1 text-xs text-background shadow-raised"
          >
            {children}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
