import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** A place held for what is loading; give it the size of what comes. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div aria-hidden className={cn("animate-pulse rounded-control bg-foreground/8", className)} {...props} />;
}
