"use client";

import { Dialog as Primitive } from "radix-ui";
import { type ComponentType, type ReactNode, useRef } from "react";
import { cn } from "@/lib/cn";
import { useCloseOnBack } from "./history-step";
import { overlayClasses } from "./overlay-classes";
import { leaveTakenFocus, useFocusReturn } from "./use-focus-return";

export type SheetAction = {
  label: string;
  Icon: ComponentType<{ className?: string; "aria-hidden"?: boolean }>;
  isDestructive?: boolean;
  run: () => void;
};

type Props = {
  /** The sheet's name for screen readers. */
  title: string;
  /** Shown above the actions: the thing that they act on. */
  description: ReactNode;
  actions: readonly SheetAction[];
  onClose: () => void;
  /** Between the description and the actions. */
  children?: ReactNode;
};

/** A sheet at the foot of a phone's screen with one large button for each action. */
export function ActionSheet({ title, description, actions, onClose, children }: Props) {
  // A long press opens this sheet, and the finger may be lifted over one of its actions. Only a press that began inside
  // of the sheet counts.
  const isArmed = useRef(false);
  const focus = useFocusReturn({ onCloseAutoFocus: leaveTakenFocus });
  useCloseOnBack(true, onClose);
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClasses} />
        <Primitive.Content
          {...focus}
          onPointerDownCapture={() => {
            isArmed.current = true;
          }}
          onClickCapture={(event) => {
            // A click that a key made has no pointer before it; its detail is 0.
            if (!isArmed.current && event.detail > 0) event.stopPropagation();
          }}
          className="fixed inset-x-0 bottom-0 z-50 flex max-h-[calc(100dvh-2rem)] flex-col overflow-y-auto rounded-t-card border-t bg-popover p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] text-popover-foreground shadow-floating outline-none data-[state=open]:animate-up-in"
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          <Primitive.Description dir="auto" className="truncate px-3 py-2 text-meta text-muted-foreground">
            {description}
          </Primitive.Description>
          {children}
          {actions.map(({ label, Icon, isDestructive, run }) => (
            <button
              key={label}
              type="button"
              onClick={() => {
                // The action runs before the sheet closes, because browsers open a file chooser only while the touch
                // still counts.
                run();
                onClose();
              }}
              className={cn(
                "flex h-12 w-full items-center gap-3 rounded-control px-3 text-start text-message active:bg-accent",
                isDestructive && "text-destructive",
              )}
            >
              <Icon aria-hidden className="size-5 opacity-70" />
              {label}
            </button>
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
