"use client";

import { Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useId } from "react";
import { Input } from "@/components/ui/input";
import { hasCoarsePointer, isComposing } from "@/components/ui/keyboard";
import { useHydrated } from "@/components/ui/use-hydrated";
import { focusFirstHit } from "./hit-list";
import { optionId, SuggestionList } from "./suggestion-list";
import { useCompletion } from "./use-completion";
import type { Wish } from "./wish";

type Props = {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  sort: Wish["sort"];
  /** The id of the sentence that says why the query cannot be answered. */
  problemId?: string;
  onChange: (text: string) => void;
  onSearch: (q: string) => void;
  /** The list of hits below, to which ↓ leads. */
  list: RefObject<HTMLElement | null>;
};

/**
 * The field of the search page, which completes operators and what stands behind them. Its form works without JavaScript,
 * too. ↓ goes into the suggestions, or else to the first hit.
 */
export function SearchField({ field, text, sort, problemId, onChange, onSearch, list }: Props) {
  const listId = useId();
  const isHydrated = useHydrated();
  const completion = useCompletion(field, text, onChange);
  const { suggestions, active } = completion;
  const isOpen = suggestions.length > 0;
  useEffect(() => {
    // Whoever comes to an empty page wants to type; on a phone no keyboard comes up by itself.
    if (field.current?.value === "" && !hasCoarsePointer()) field.current.focus();
  }, [field]);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event) || completion.onKey(event)) return;
    if (event.key === "ArrowDown" && focusFirstHit(list.current)) event.preventDefault();
    if (event.key === "Escape" && text !== "") {
      event.preventDefault();
      onChange("");
    }
  }

  return (
    <search aria-label="Messages" className="min-w-0 flex-1">
      <form
        action="/search"
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          completion.close();
          onSearch(text);
        }}
      >
        <button
          type="submit"
          aria-label="Search"
          className="absolute start-1.5 top-1.5 z-10 grid size-6 place-items-center rounded-control text-muted-foreground touch-reach hover:bg-accent pointer-coarse:top-2.5"
        >
          <Search aria-hidden className="size-4" />
        </button>
        <Input
          ref={field}
          id="search-field"
          name="q"
          type="search"
          dir="auto"
          role="combobox"
          aria-label="Search messages"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen && active >= 0 ? optionId(listId, active) : undefined}
          aria-invalid={problemId ? true : undefined}
          aria-describedby={problemId}
          placeholder="Search messages"
          autoComplete="off"
          autoCapitalize="off"
          enterKeyHint="search"
          value={text}
          onChange={(event) => {
            onChange(event.target.value);
            completion.follow(event.target.value, event.target.selectionStart);
          }}
          onBlur={completion.close}
          onKeyDown={onKeyDown}
          className="ps-9 pe-9 [&::-webkit-search-cancel-button]:hidden"
        />
        {sort !== "newest" && <input type="hidden" name="sort" value={sort} />}
        {text !== "" && isHydrated && (
          <button
            type="button"
            aria-label="Clear the search"
            // An empty page has the searches that were made before.
            onClick={() => {
              onSearch("");
              field.current?.focus();
            }}
            className="absolute end-1.5 top-1.5 grid size-6 place-items-center rounded-full text-muted-foreground touch-reach hover:bg-accent pointer-coarse:top-2.5"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        )}
        {isOpen && (
          <SuggestionList id={listId} suggestions={suggestions} active={active} onChoose={completion.choose} />
        )}
      </form>
    </search>
  );
}
