"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";
import { controlClasses } from "./input";
import { floatingClasses, itemClasses } from "./overlay";

export const Select = Primitive.Root;
export const SelectValue = Primitive.Value;
export const SelectGroup = Primitive.Group;

export function SelectTrigger({ className, children, ...props }: ComponentProps<typeof Primitive.Trigger>) {
  const { required: _, ...control } = useFieldControl(props);
  return (
    <Primitive.Trigger
      className={cn(
        controlClasses,
        "flex h-9 items-center justify-between gap-2 px-3 text-start data-placeholder:text-muted-foreground pointer-coarse:h-11 *:first:truncate",
        className,
      )}
      {...props}
      {...control}
    >
      {children}
      <Primitive.Icon asChild>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </Primitive.Icon>
    </Primitive.Trigger>
  );
}

export function SelectContent({ className, children, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        position="popper"
        sideOffset={4}
        collisionPadding={8}
        className={cn(
          floatingClasses,
          "max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden",
          className,
        )}
        {...props}
      >
        <Primitive.Viewport className="p-1">{children}</Primitive.Viewport>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function SelectItem({ className, children, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item className={cn(itemClasses, "pe-8", className)} {...props}>
      <Primitive.ItemText>{children}</Primitive.ItemText>
      <Primitive.ItemIndicator className="absolute inset-e-2">
        <Check aria-hidden className="size-4 text-primary" />
      </Primitive.ItemIndicator>
    </Primitive.Item>
  );
}

/** The browser's own list: works without JavaScript and opens the phone's picker. Prefer it in forms. */
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
