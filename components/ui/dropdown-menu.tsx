"use client";

import { Check, ChevronRight } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/lib/cn";
import { Anchor } from "./anchor";
import type { MenuState } from "./menu-button";
import { floatingClasses, itemClasses } from "./overlay-classes";
import { leaveTakenFocus } from "./use-focus-return";

type MenuProps = MenuState &
  Omit<ComponentProps<typeof Primitive.Content>, "children"> & {
    children: ReactNode;
  };

/**
 * The menu that a MenuButton opens. It is not modal, because a modal menu hides the rest of the page from assistive
 * technology. When it has gone the button gets the focus, unless something else has it by then, as another menu does.
 */
export function DropdownMenu({ anchor, open, onOpenChange, byKeyboard, children, ...content }: MenuProps) {
  return (
    <Primitive.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>
        <Anchor anchor={anchor} />
      </Primitive.Trigger>
      <DropdownMenuContent aria-labelledby={anchor.current?.id} onCloseAutoFocus={leaveTakenFocus} {...content}>
        {byKeyboard && <ChooseFirst />}
        {children}
      </DropdownMenuContent>
    </Primitive.Root>
  );
}

/**
 * Focuses the first item. Radix does so only when it has seen the key that opened the menu, and that key was pressed
 * before Radix was loaded.
 */
function ChooseFirst() {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const menu = here.current?.closest("[role=menu]");
    menu?.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])")?.focus({ preventScroll: true });
  }, []);
  return <span ref={here} hidden />;
}

export const DropdownMenuRadioGroup = Primitive.RadioGroup;
export const DropdownMenuSub = Primitive.Sub;

const MENU = "max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto p-1";

function DropdownMenuContent({ className, sideOffset = 4, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(floatingClasses, MENU, "origin-(--radix-dropdown-menu-content-transform-origin)", className)}
        {...props}
      />
    </Primitive.Portal>
  );
}

export function DropdownMenuItem({
  className,
  variant = "default",
  ...props
}: ComponentProps<typeof Primitive.Item> & { variant?: "default" | "destructive" }) {
  return (
    <Primitive.Item
      className={cn(
        itemClasses,
        variant === "destructive" && "text-destructive data-highlighted:text-destructive [&_svg]:text-destructive!",
        className,
      )}
      {...props}
    />
  );
}

export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={cn(itemClasses, "pe-8", className)} {...props}>
      {children}
      <Primitive.ItemIndicator className="absolute inset-e-2">
        <Check aria-hidden className="size-4 text-primary" />
      </Primitive.ItemIndicator>
    </Primitive.RadioItem>
  );
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className={cn("-mx-1 my-1 h-px bg-border", className)} {...props} />;
}

/** The keyboard shortcut at the end of a menu item. */
export function DropdownMenuShortcut({ className, ...props }: ComponentProps<"span">) {
  return <span className={cn("ms-auto ps-4 text-xs text-muted-foreground", className)} {...props} />;
}

export function DropdownMenuSubTrigger({ className, children, ...props }: ComponentProps<typeof Primitive.SubTrigger>) {
  return (
    <Primitive.SubTrigger className={cn(itemClasses, "data-[state=open]:bg-accent", className)} {...props}>
      {children}
      <ChevronRight aria-hidden className="ms-auto rtl:rotate-180" />
    </Primitive.SubTrigger>
  );
}

export function DropdownMenuSubContent({ className, ...props }: ComponentProps<typeof Primitive.SubContent>) {
  return (
    <Primitive.Portal>
      <Primitive.SubContent collisionPadding={8} className={cn(floatingClasses, MENU, className)} {...props} />
    </Primitive.Portal>
  );
}
