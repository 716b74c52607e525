"use client";

import { RadioGroup as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export function RadioGroup({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root className={cn("grid gap-2", className)} {...props} />;
}

export function RadioGroupItem({ className, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item
      className={cn(
        "touch-reach grid size-4.5 shrink-0 place-items-center rounded-full border border-input bg-card transition-colors hover:border-foreground/60",
        "data-[state=checked]:border-primary disabled:cursor-not-allowed disabled:opacity-55",
        className,
      )}
      {...props}
    >
      <Primitive.Indicator className="size-2.5 rounded-full bg-primary" />
    </Primitive.Item>
  );
}
