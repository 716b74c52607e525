"use client";

import { Switch as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";

export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  const control = useFieldControl(props);
  return (
    <Primitive.Root
      className={cn(
        "touch-reach inline-flex h-5 w-9 shrink-0 items-center rounded-full bg-input p-0.5 transition-colors data-[state=checked]:bg-primary",
        "disabled:cursor-not-allowed disabled:opacity-55",
        className,
      )}
      {...props}
      {...control}
    >
      <Primitive.Thumb className="block size-4 rounded-full bg-background shadow-sm transition-[translate] data-[state=checked]:translate-x-[calc(1rem*var(--inline-direction))]" />
    </Primitive.Root>
  );
}
