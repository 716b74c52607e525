"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";
import { controlClasses } from "./input";

/** A text field of several lines that grows with its text in browsers that know field-sizing. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  const control = useFieldControl(props);
  return (
    <textarea
      rows={2}
      className={cn(controlClasses, "field-sizing-content min-h-16 resize-none px-3 py-1.5", className)}
      {...props}
      {...control}
    />
  );
}
