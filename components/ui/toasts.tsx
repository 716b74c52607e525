"use client";

import { type FocusEvent, useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { subscribeToToasts } from "./toast";

/** The list of toasts, and the library that draws them. */
export function Toasts() {
  useEffect(
    () =>
      subscribeToToasts(({ kind, text, ...options }) => {
        const show = kind === "note" ? toast : toast[kind];
        show(text, options);
      }),
    [],
  );
  return (
    <div className="contents" onFocusCapture={keepFromSonner}>
      <Sonner
        position="top-right"
        // Toasts appear below the room's header, because the newest message and the message box at the foot must not be
        // covered.
        offset={{ top: "4.25rem", right: 20 }}
        mobileOffset={{ top: "calc(env(safe-area-inset-top) + 4.25rem)", left: 12, right: 12 }}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              "flex w-full items-start gap-2.5 rounded-card border bg-popover p-3 text-sm text-popover-foreground shadow-floating sm:w-[22rem]",
            title: "font-medium",
            description: "text-muted-foreground",
            content: "min-w-0 flex-1",
            actionButton:
              "-my-1 shrink-0 rounded-control px-2 py-1 font-medium text-primary hover:bg-accent pointer-coarse:-my-2.5 pointer-coarse:min-h-11",
            icon: "mt-0.5 shrink-0 [&_svg]:size-4.5",
            success: "[&_[data-icon]]:text-online",
            error: "[&_[data-icon]]:text-destructive",
          },
        }}
      />
    </div>
  );
}

/**
 * Sonner notes where the focus came from and gives it back there when it leaves a toast, also by Tab, which would lead to and fro
 * between the toast and the element before it for as long as the toast is there.
 */
function keepFromSonner(event: FocusEvent): void {
  event.stopPropagation();
}
