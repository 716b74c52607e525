"use client";

import { Search, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/components/ui/keyboard";

type FindProps = { query: string; onChange: (query: string) => void; onDown: () => void };

/** The search field above the chat list. ↓ and Enter move into the results, Esc clears the field. */
export function FindBox({ query, onChange, onDown }: FindProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === "Escape" && query !== "") {
      event.stopPropagation();
      onChange("");
    } else if (event.key === "ArrowDown" || (event.key === "Enter" && query !== "")) {
      event.preventDefault();
      onDown();
    }
  }
  return (
    <search className="relative px-3 pb-2">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-5.5 top-2.5 size-4 text-muted-foreground pointer-coarse:top-3.5"
      />
      <Input
        type="search"
        aria-label="Find people and rooms"
        placeholder="Find people and rooms"
        autoComplete="off"
        value={query}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="bg-background ps-8.5 pe-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {query !== "" && (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => onChange("")}
          className="absolute end-4.5 top-1.5 grid size-6 place-items-center rounded-full text-muted-foreground touch-reach hover:bg-accent pointer-coarse:top-2.5"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </search>
  );
}
