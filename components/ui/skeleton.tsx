import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** A grey placeholder for content that is loading. It should have the size of that content. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div aria-hidden className={cn("animate-pulse rounded-control bg-foreground/8", className)} {...props} />;
}
