"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";
import { hasCoarsePointer } from "@/components/ui/keyboard";

/**
 * Keeps the focus of whoever searches by something that is gone with the next search or its status, such as an example: it
 * goes to the field, and where that would bring up a keyboard to the page. The returned function is called before such a search.
 */
export function useKeptFocus(field: RefObject<HTMLElement | null>, key: string, status: string): () => void {
  const hasSearched = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another search, or another status, other elements are there.
  useEffect(() => {
    const isLost = hasSearched.current && document.activeElement === document.body;
    hasSearched.current = false;
    if (isLost) (hasCoarsePointer() ? document.getElementById("main") : field.current)?.focus({ preventScroll: true });
  }, [key, status]);
  return useCallback(() => {
    hasSearched.current = true;
  }, []);
}
