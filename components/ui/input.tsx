"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";

/** The classes that all text fields and selects share. */
export const controlClasses = [
  "w-full min-w-0 rounded-control border border-input bg-card text-foreground text-typed transition-colors",
  "hover:border-foreground/60 focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-ring",
  "disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground disabled:hover:border-input",
  "aria-invalid:border-destructive aria-invalid:focus-visible:outline-destructive",
];

/** A text field of one line. */
export function Input({ className, ...props }: ComponentProps<"input">) {
  const control = useFieldControl(props);
  return <input className={cn(controlClasses, "h-9 px-3 pointer-coarse:h-11", className)} {...props} {...control} />;
}
