"use client";

import { Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useId } from "react";
import { Input } from "@/components/ui/input";
import { hasCoarsePointer, isComposing } from "@/components/ui/keyboard";
import { focusFirstHit } from "./hit-list";
import type { Wish } from "./wish";

type Props = {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  sort: Wish["sort"];
  refusal?: string;
  onChange: (text: string) => void;
  onSearch: (q: string) => void;
  list: RefObject<HTMLElement | null>;
};

/** The field of the search page. Its form works without JavaScript, too. ↓ goes to the first hit. */
export function SearchField({ field, text, sort, refusal, onChange, onSearch, list }: Props) {
  const problemId = useId();
  useEffect(() => {
    // Whoever comes to an empty page wants to type; on a phone no keyboard comes up by itself.
    if (field.current?.value === "" && !hasCoarsePointer()) field.current.focus();
  }, [field]);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown" && focusFirstHit(list.current)) event.preventDefault();
    if (event.key === "Escape" && text !== "") {
      event.preventDefault();
      onChange("");
    }
  }

  return (
    <search className="min-w-0 flex-1">
      <form
        action="/search"
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(text);
        }}
      >
        <button
          type="submit"
          aria-label="Search"
          className="absolute start-1.5 top-1.5 grid size-6 place-items-center rounded-control text-muted-foreground touch-reach hover:bg-accent pointer-coarse:top-2.5"
        >
          <Search aria-hidden className="size-4" />
        </button>
        <Input
          ref={field}
          id="search-field"
          name="q"
          type="search"
          dir="auto"
          aria-label="Search messages"
          aria-invalid={refusal ? true : undefined}
          aria-describedby={refusal ? problemId : undefined}
          placeholder="Search messages"
          autoComplete="off"
          enterKeyHint="search"
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          className="ps-9 pe-9 [&::-webkit-search-cancel-button]:hidden"
        />
        {sort !== "newest" && <input type="hidden" name="sort" value={sort} />}
        {text !== "" && (
          <button
            type="button"
            aria-label="Clear the search"
            onClick={() => {
              onChange("");
              field.current?.focus();
            }}
            className="absolute end-1.5 top-1.5 grid size-6 place-items-center rounded-full text-muted-foreground touch-reach hover:bg-accent pointer-coarse:top-2.5"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        )}
        {refusal && (
          <p id={problemId} role="alert" className="px-1 pt-1 text-meta text-destructive">
            {refusal}
          </p>
        )}
      </form>
    </search>
  );
}
