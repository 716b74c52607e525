"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useCloseOnBack } from "./history-step";
import { overlayClasses } from "./overlay-classes";
import { leaveTakenFocus, useFocusReturn } from "./use-focus-return";

type Props = Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  /** The sheet's name for screen readers. */
  title: string;
  onClose: () => void;
};

/** A sheet over the foot of a phone's screen, open for as long as it is drawn. The back button closes it. */
export function BottomSheet({ title, onClose, className, children, onOpenAutoFocus, ...props }: Props) {
  const focus = useFocusReturn({ onOpenAutoFocus, onCloseAutoFocus: leaveTakenFocus });
  useCloseOnBack(true, onClose);
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClasses} />
        <Primitive.Content
          {...focus}
          {...props}
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 border-t bg-popover text-popover-foreground shadow-floating outline-none data-[state=open]:animate-up-in",
            className,
          )}
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
