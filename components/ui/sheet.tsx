"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";
import { overlayClasses } from "./overlay";
import { useFocusReturn } from "./use-focus-return";

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;
export const SheetClose = Primitive.Close;
export const SheetTitle = Primitive.Title;
export const SheetDescription = Primitive.Description;

const SIDES = {
  start:
    "inset-y-0 start-0 w-[min(20rem,calc(100vw-3rem))] border-e data-[state=closed]:animate-start-out data-[state=open]:animate-start-in",
  end: "inset-y-0 end-0 w-full sm:w-(--details-width) sm:border-s data-[state=closed]:animate-end-out data-[state=open]:animate-end-in",
  bottom:
    "inset-x-0 bottom-0 max-h-[calc(100dvh-2rem)] rounded-t-card border-t data-[state=closed]:animate-up-out data-[state=open]:animate-up-in",
};

/** A panel from an edge: `end` for details, `start` for navigation, `bottom` for a phone's actions. */
export function SheetContent({
  side = "end",
  hideClose,
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.Content> & { side?: keyof typeof SIDES; hideClose?: boolean }) {
  const focus = useFocusReturn(props);
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        className={cn(
          "fixed z-50 flex flex-col bg-popover text-popover-foreground shadow-floating outline-none",
          "pt-[env(safe-area-inset-top)] pb-[env(safe-area-inset-bottom)]",
          SIDES[side],
          className,
        )}
        {...props}
        {...focus}
      >
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

export function SheetHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex min-h-14 items-center px-5 pe-14 font-semibold", className)} {...props} />;
}

export function SheetBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pb-5", className)} {...props} />;
}
