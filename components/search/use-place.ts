"use client";

import {
  type FocusEvent,
  type MouseEvent,
  type RefObject,
  type UIEvent,
  useEffect,
  useLayoutEffect,
  useRef,
} from "react";
import type { Results } from "./results";
import { movePlace, recallResults, rememberResults } from "./search-memory";

/**
 * Remembers the results and the place in them, and takes whoever comes back from a room to it: the list is scrolled as it
 * was, and the hit that was opened has the focus. Returns the handlers of the element that scrolls.
 */
export function usePlace(scroller: RefObject<HTMLElement | null>, key: string, results: Results, renderedAt: number) {
  const isOpened = useRef(false);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const known = recallResults(key, renderedAt);
    // Another search begins at its top. The page that has just hydrated may have been scrolled before that.
    if (known || isOpened.current) element.scrollTop = known?.top ?? 0;
    isOpened.current = true;
    if (!known?.focusId) return;
    element.querySelector<HTMLElement>(`[data-hit="${known.focusId}"]`)?.focus({ preventScroll: true });
  }, [scroller, key, renderedAt]);
  useEffect(() => {
    if (results.status !== "ready") return;
    const { top = scroller.current?.scrollTop ?? 0, focusId = null } = recallResults(key, renderedAt) ?? {};
    rememberResults(key, { results: { ...results, isLoadingMore: false }, renderedAt, top, focusId });
  }, [scroller, key, results, renderedAt]);
  return {
    // Whoever opens a hit may leave before the list has told that it was scrolled to it.
    onClickCapture: ({ currentTarget }: MouseEvent<HTMLElement>) => movePlace(key, { top: currentTarget.scrollTop }),
    onScroll: ({ currentTarget }: UIEvent<HTMLElement>) => movePlace(key, { top: currentTarget.scrollTop }),
    onFocus: ({ target }: FocusEvent<HTMLElement>) => movePlace(key, { focusId: target.dataset.hit ?? null }),
  };
}
