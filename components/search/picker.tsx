"use client";

import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

type Props = {
  /** The text of the button. */
  label: string;
  /** The name of what it opens. */
  title: string;
  /** Draws the choices. `close` closes them, and gives the focus back to the button. */
  children: (close: () => void) => ReactNode;
};

/** A button of the filters that opens choices beside it. */
export function Picker({ label, title, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="outline"
          size="sm"
          className="h-7 rounded-full pe-1.5 font-normal text-muted-foreground touch-reach pointer-coarse:min-h-8"
        >
          {label}
          <ChevronDown aria-hidden className="size-3.5" />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" aria-label={title} className="w-80 p-1.5">
        {children(() => setOpen(false))}
      </PopoverContent>
    </Popover>
  );
}

/** A list of choices. ↑ and ↓ go through them. */
export function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} onKeyDown={onArrow}>
      {children}
    </ul>
  );
}

export function Choice({ onChoose, children }: { onChoose: () => void; children: ReactNode }) {
  return (
    <li>
      <button
        type="button"
        onClick={onChoose}
        className="flex h-8 w-full items-center gap-2 rounded-control px-2 text-start text-sm hover:bg-accent pointer-coarse:h-11"
      >
        {children}
      </button>
    </li>
  );
}

function onArrow(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const next = buttons[buttons.indexOf(event.target as HTMLElement) + (event.key === "ArrowDown" ? 1 : -1)];
  event.preventDefault();
  next?.focus();
}
