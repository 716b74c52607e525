"use client";

import { useEffect, useRef } from "react";

/**
 * Moves the focus to the heading when a row has gone together with the button that removed it. Otherwise the keyboard
 * would begin again at the top of the page.
 */
export function useFocusAfterRemoval(count: number | undefined) {
  const before = useRef(count);
  useEffect(() => {
    if (count !== undefined && before.current !== undefined && count < before.current)
      document.querySelector<HTMLElement>("#settings-section")?.focus();
    before.current = count;
  }, [count]);
}
