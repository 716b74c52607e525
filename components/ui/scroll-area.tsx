import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** A part of the page that scrolls by itself, with the browser's own thin scroll bar. */
export function ScrollArea({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("min-h-0 overflow-y-auto overscroll-contain", className)} {...props} />;
}
