"use client";

import { useEffect, useRef } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/lib/cn";
import type { Suggestion } from "./completion";

type Props = { id: string; suggestions: Suggestion[]; active: number; onChoose: (one: Suggestion) => void };

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The list under the search field. The focus stays in the field, whose active line it shows. */
export function SuggestionList({ id, suggestions, active, onChoose }: Props) {
  const line = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is active.
  useEffect(() => {
    line.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Suggestions"
      className="absolute inset-x-0 top-full z-30 mt-1.5 max-h-80 overflow-y-auto rounded-card border bg-popover p-1 shadow-raised"
    >
      {suggestions.map((one, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's; this is its listbox.
        <div
          key={one.id}
          ref={at === active ? line : undefined}
          id={optionId(id, at)}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(one)}
          className={cn(
            "flex cursor-default items-center gap-2 rounded-control px-2 py-1.5 text-sm pointer-coarse:min-h-11",
            at === active ? "bg-accent" : "hover:bg-accent",
          )}
        >
          {one.userId && <Avatar user={{ id: one.userId, displayName: one.label }} size={20} />}
          <bdi className="truncate">{one.label}</bdi>
          <bdi className="truncate text-muted-foreground">{one.detail}</bdi>
        </div>
      ))}
    </div>
  );
}
