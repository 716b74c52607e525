"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";

export function Checkbox({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  const control = useFieldControl(props);
  return (
    <Primitive.Root
      className={cn(
        "group touch-reach inline-grid size-4.5 shrink-0 place-items-center rounded-[4px] border border-input bg-card transition-colors hover:border-foreground/60",
        "data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary",
        "disabled:cursor-not-allowed disabled:opacity-55 aria-invalid:border-destructive",
        className,
      )}
      {...props}
      {...control}
    >
      <Primitive.Indicator className="text-primary-foreground">
        <Check aria-hidden className="size-3.5 stroke-3 group-data-[state=indeterminate]:hidden" />
        <Minus aria-hidden className="hidden size-3.5 stroke-3 group-data-[state=indeterminate]:block" />
      </Primitive.Indicator>
    </Primitive.Root>
  );
}
