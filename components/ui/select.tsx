"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";
import { controlClasses } from "./input";

/** The browser's own select. It works without JavaScript and opens the phone's picker. */
export function NativeSelect({ className, children, ...props }: ComponentProps<"select">) {
  const control = useFieldControl(props);
  return (
    <div className="relative">
      <select
        className={cn(controlClasses, "h-9 appearance-none ps-3 pe-9 pointer-coarse:h-11", className)}
        {...props}
        {...control}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-e-3 top-1/2 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </div>
  );
}
