"use client";

import { useEffect, useRef } from "react";

/** When a row goes away with the button that removed it, the keyboard would start over at the page's top: go on at the heading. */
export function useFocusAfterRemoval(count: number | undefined) {
  const before = useRef(count);
  useEffect(() => {
    if (count !== undefined && before.current !== undefined && count < before.current)
      document.querySelector<HTMLElement>("#settings-section")?.focus();
    before.current = count;
  }, [count]);
}
