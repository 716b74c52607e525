"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";

type Options = {
  field: RefObject<HTMLInputElement | null>;
  /** The ids of the options' elements, in their order. */
  ids: readonly string[];
  /** The option that ↓ goes to first, and that is active by itself where `startsActive`. */
  first: string | undefined;
  startsActive: boolean;
  query: string;
  /** Enter without an active option, with what has been typed. */
  onEnter: (typed: string) => void;
  /** Escape, where the field is not in a dialog that closes by it. */
  onEscape?: () => void;
};

/**
 * Makes a text field the combobox of a list box: the focus stays in the field, ↑ and ↓ go through the options, and Enter
 * clicks the active one. It stays active while options are added, and ends with the query. The field may have been
 * rendered before this code was loaded, so the listener and the attribute are put on its element.
 */
export function useActiveOption({ field, ids, first, startsActive, query, onEnter, onEscape }: Options) {
  const [chosen, setChosen] = useState<{ id: string; query: string } | null>(null);
  const isThere = chosen !== null && chosen.query === query && ids.includes(chosen.id);
  const active = isThere ? chosen.id : startsActive ? first : undefined;
  // What is active by itself stays so when something better is found, because Enter may be on its way.
  if (!isThere && active !== undefined) setChosen({ id: active, query });

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isComposing = event.isComposing || event.keyCode === 229;
    if (isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const next = neighbour(ids, active, first, step);
      if (next === undefined) return;
      setChosen({ id: next, query });
      document.getElementById(next)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      // The list may be a moment behind what has been typed, and so an option of another query.
      const typed = field.current?.value.trim() ?? "";
      if (active === undefined || typed !== query) onEnter(typed);
      else document.getElementById(active)?.click();
    } else if (event.key === "Escape" && onEscape) {
      event.preventDefault();
      event.stopPropagation();
      onEscape();
    }
  });
  useEffect(() => {
    const element = field.current;
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    element?.addEventListener("keydown", onKeyDown);
    return () => {
      element?.removeEventListener("keydown", onKeyDown);
      element?.removeAttribute("aria-activedescendant");
    };
  }, [field]);
  useEffect(() => {
    if (active === undefined) field.current?.removeAttribute("aria-activedescendant");
    else field.current?.setAttribute("aria-activedescendant", active);
  }, [field, active]);

  return { active, choose: (id: string) => setChosen({ id, query }) };
}

/** The option below or above the active one; at the ends it goes round. */
function neighbour(ids: readonly string[], active: string | undefined, first: string | undefined, step: 1 | -1) {
  if (active === undefined && step === 1) return first ?? ids[0];
  const at = active === undefined ? 0 : ids.indexOf(active);
  return ids[(at + step + ids.length) % ids.length];
}
