"use client";

import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/components/ui/keyboard";
import { cn } from "@/lib/cn";

export type PickerOption = { id: string; label: string; detail?: string; icon?: ReactNode };

type Props = {
  label: string;
  query: string;
  onQuery: (query: string) => void;
  options: PickerOption[];
  onChoose: (id: string) => void;
  /** Said instead of the options where there are none. */
  empty: string;
};

/** A field and the options that it finds, for pickers with many: ↑ ↓ and Enter choose one. */
export function OptionPicker({ label, query, onQuery, options, onChoose, empty }: Props) {
  const [active, setActive] = useState(0);
  const listId = useId();
  const at = Math.min(active, options.length - 1);
  const current = options[at];

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") setActive((at + 1) % Math.max(1, options.length));
    else if (event.key === "ArrowUp") setActive((at - 1 + options.length) % Math.max(1, options.length));
    else if (event.key === "Enter" && current) onChoose(current.id);
    else return;
    event.preventDefault();
  }

  return (
    <div className="grid gap-1.5">
      <Input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
        placeholder={label}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          onQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={label} className="max-h-60 overflow-y-auto overscroll-contain">
        {options.map((one) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys.
          <div
            key={one.id}
            id={`${listId}-${one.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={one === current}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(one.id)}
            ref={(node) => {
              if (one === current) node?.scrollIntoView({ block: "nearest" });
            }}
            className={cn(
              "flex h-9 cursor-default items-center gap-2 rounded-control px-2 text-sm pointer-coarse:h-11 hover:bg-accent",
              one === current && "bg-accent",
            )}
          >
            {one.icon}
            <bdi className="truncate">{one.label}</bdi>
            {one.detail && <bdi className="truncate text-muted-foreground">{one.detail}</bdi>}
          </div>
        ))}
      </div>
      <p role="status" className={options.length === 0 ? "px-2 pb-2 text-sm text-muted-foreground" : "sr-only"}>
        {options.length === 0 && empty}
      </p>
    </div>
  );
}
