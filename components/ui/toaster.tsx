"use client";

import { Toaster as Sonner } from "sonner";

export { toast } from "sonner";

/** Where short notices appear; once, in the root layout. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
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
          actionButton:
            "shrink-0 rounded-control px-2 py-1 text-meta font-medium text-primary hover:bg-accent touch-target",
          cancelButton:
            "shrink-0 rounded-control px-2 py-1 text-meta font-medium text-muted-foreground hover:bg-accent touch-target",
        },
      }}
    />
  );
}
