"use client";

import { type FocusEvent, type UIEvent, useEffect, useLayoutEffect, useRef } from "react";
import type { Results } from "./results";
import { movePlace, recallResults, rememberResults } from "./search-memory";

/**
 * Remembers the results and the place in them, and takes whoever comes back from a room to it: the list is scrolled as it
 * was, and the hit that was opened has the focus. Returns the props of the element that scrolls.
 */
export function usePlace(key: string, results: Results, renderedAt: number) {
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const known = recallResults(key, renderedAt);
    element.scrollTop = known?.top ?? 0;
    if (!known?.focusId) return;
    element.querySelector<HTMLElement>(`[data-hit="${known.focusId}"]`)?.focus({ preventScroll: true });
  }, [key, renderedAt]);
  useEffect(() => {
    if (results.status !== "ready") return;
    const { top = 0, focusId = null } = recallResults(key, renderedAt) ?? {};
    rememberResults(key, { results: { ...results, isLoadingMore: false }, renderedAt, top, focusId });
  }, [key, results, renderedAt]);
  return {
    ref: scroller,
    onScroll: ({ currentTarget }: UIEvent<HTMLElement>) => movePlace(key, { top: currentTarget.scrollTop }),
    onFocus: ({ target }: FocusEvent<HTMLElement>) => movePlace(key, { focusId: target.dataset.hit ?? null }),
  };
}
