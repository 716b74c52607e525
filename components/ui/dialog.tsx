"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";
import { modalClasses, overlayClasses } from "./overlay-classes";
import { useFocusReturn } from "./use-focus-return";

export const Dialog = Primitive.Root;

/**
 * A box over the page; on a phone a full-width sheet at the foot of the screen. It contains DialogHeader, DialogBody
 * and DialogFooter.
 */
export function DialogContent({
  className,
  children,
  hideClose,
  ...props
}: ComponentProps<typeof Primitive.Content> & { hideClose?: boolean }) {
  const focus = useFocusReturn(props);
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content className={cn(modalClasses, className)} {...props} {...focus}>
        {children}
        {!hideClose && (
          <Primitive.Close asChild>
            <Button
              variant="ghost"
              size="icon"
              aria-label="Close"
              className="absolute inset-e-3 top-3 text-muted-foreground pointer-coarse:inset-e-1.5 pointer-coarse:top-1.5"
            >
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function DialogHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("grid gap-1 px-5 pt-4 pe-14 pb-3", className)} {...props} />;
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title className={cn("text-base leading-6 font-semibold", className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof Primitive.Description>) {
  return <Primitive.Description className={cn("text-sm text-muted-foreground", className)} {...props} />;
}

/** The part of the dialog that scrolls when the dialog is taller than the screen. */
export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-1", className)} {...props} />;
}

/** The buttons of the dialog, the main one last; on a phone they are stacked with the main one on top. */
export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn("flex flex-col-reverse gap-2 px-5 pt-4 pb-5 sm:flex-row sm:justify-end max-sm:*:w-full", className)}
      {...props}
    />
  );
}
