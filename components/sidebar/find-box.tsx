"use client";

import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import type { FormEvent, KeyboardEvent, Ref } from "react";
import { Input } from "@/components/ui/input";

/** The id of the list box with the results. */
export const FOUND_ID = "found";

type FindProps = {
  ref: Ref<HTMLInputElement>;
  query: string;
  onChange: (query: string) => void;
  /** ↓ in the empty field. */
  onDown: () => void;
};

/**
 * The search field above the chat list. Its results handle its keys; where they are not there yet Enter sends the form, which
 * searches the messages.
 */
export function FindBox({ ref, query, onChange, onDown }: FindProps) {
  const router = useRouter();
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "ArrowDown" || query !== "") return;
    event.preventDefault();
    onDown();
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    router.push(`/search?${new URLSearchParams({ q: query.trim() })}`);
    onChange("");
  }
  return (
    <search className="px-3 pb-2">
      <form action="/search" onSubmit={onSubmit} className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute start-2.5 top-2.5 size-4 text-muted-foreground pointer-coarse:top-3.5"
        />
        <Input
          ref={ref}
          type="search"
          name="q"
          role="combobox"
          aria-label="Search people, rooms and messages"
          aria-autocomplete="list"
          aria-expanded={query !== ""}
          aria-controls={FOUND_ID}
          placeholder="Search"
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
            className="absolute end-1.5 top-1.5 grid size-6 place-items-center rounded-full text-muted-foreground touch-reach hover:bg-accent pointer-coarse:top-2.5"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        )}
      </form>
    </search>
  );
}
