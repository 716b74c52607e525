import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** Names the control whose id is `htmlFor`. */
export function Label({ className, onMouseDown, ...props }: ComponentProps<"label">) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: whoever uses it says for what.
    <label
      className={cn("w-fit text-sm font-medium", className)}
      onMouseDown={(event) => {
        onMouseDown?.(event);
        // A double click on a label is no wish to select its words.
        if (event.detail > 1) event.preventDefault();
      }}
      {...props}
    />
  );
}
