import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** The label of the control whose id is `htmlFor`. */
export function Label({ className, onMouseDown, ...props }: ComponentProps<"label">) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the caller passes htmlFor.
    <label
      className={cn("w-fit text-sm font-medium", className)}
      onMouseDown={(event) => {
        onMouseDown?.(event);
        // A double click on a label should not select its text.
        if (event.detail > 1) event.preventDefault();
      }}
      {...props}
    />
  );
}
