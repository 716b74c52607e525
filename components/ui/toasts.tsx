"use client";

import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { deliverTo } from "./toaster";

/** The place where notices appear, and the library that draws them. */
export function Toasts() {
  useEffect(
    () =>
      deliverTo(({ kind, text, description }) => {
        const show = kind === "note" ? toast : toast[kind];
        show(text, { description });
      }),
    [],
  );
  return (
    <Sonner
      position="bottom-right"
      // Above the message box, whose buttons stand in that corner.
      offset={{ bottom: "5.5rem", right: 20 }}
      mobileOffset={{ bottom: "calc(env(safe-area-inset-bottom) + 5rem)", left: 12, right: 12 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-card border bg-popover p-3 text-sm text-popover-foreground shadow-floating sm:w-[22rem]",
          title: "font-medium",
          description: "text-muted-foreground",
          content: "min-w-0 flex-1",
          icon: "mt-0.5 shrink-0 [&_svg]:size-4.5",
          success: "[&_[data-icon]]:text-online",
          error: "[&_[data-icon]]:text-destructive",
        },
      }}
    />
  );
}
