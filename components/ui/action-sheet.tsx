"use client";

import { Dialog } from "radix-ui";
import { type ComponentType, type ReactNode, useRef } from "react";
import { cn } from "@/lib/cn";
import { BottomSheet } from "./bottom-sheet";

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
  return (
    <BottomSheet
      title={title}
      onClose={onClose}
      onPointerDownCapture={() => {
        isArmed.current = true;
      }}
      onClickCapture={(event) => {
        // A click that a key made has no pointer before it; its detail is 0.
        if (!isArmed.current && event.detail > 0) event.stopPropagation();
      }}
      className="flex max-h-[calc(100dvh-2rem)] flex-col overflow-y-auto rounded-t-card p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]"
    >
      <Dialog.Description dir="auto" className="truncate px-3 py-2 text-meta text-muted-foreground">
        {description}
      </Dialog.Description>
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
    </BottomSheet>
  );
}
