"use client";

import { type KeyboardEvent, type RefObject, useState } from "react";
import { complete, type Suggestion, type Typed, typedAt } from "./completion";
import { useSuggestions } from "./use-suggestions";

/**
 * Completes what is typed in the search field. Enter takes the first value of an operator at once; among operators themselves
 * nothing is chosen until ↓ was pressed, because `in` and `is` are words, too.
 */
export function useCompletion(
  field: RefObject<HTMLInputElement | null>,
  text: string,
  onChange: (text: string) => void,
) {
  const [typed, setTyped] = useState<(Typed & { in: string }) | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  // What has been changed in another way than by typing is not completed.
  const current = typed?.in === text ? typed : null;
  const suggestions = useSuggestions(current);
  const hasValue = current?.operator != null && current.typed !== "";
  const active = Math.min(chosen ?? (hasValue ? 0 : -1), suggestions.length - 1);

  function follow(value: string, caret: number | null) {
    const next = caret === null ? null : typedAt(value, caret);
    setTyped(next && { ...next, in: value });
    setChosen(null);
  }
  function close() {
    setTyped(null);
  }
  function choose(one: Suggestion) {
    if (!current) return;
    const next = complete(text, current, one);
    onChange(next.text);
    follow(next.text, next.caret);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  }
  /** Handles a key. Returns whether it was for the list. */
  function onKey(event: KeyboardEvent): boolean {
    if (suggestions.length === 0) return false;
    const one = suggestions[active];
    if (event.key === "ArrowDown") setChosen((active + 1) % suggestions.length);
    else if (event.key === "ArrowUp") setChosen((Math.max(active, 0) + suggestions.length - 1) % suggestions.length);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && one) choose(one);
    else return false;
    event.preventDefault();
    return true;
  }
  return { suggestions, active, follow, close, choose, onKey };
}
