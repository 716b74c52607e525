"use client";

import { useRef } from "react";

type Handlers = {
  onOpenAutoFocus?: (event: Event) => void;
  onCloseAutoFocus?: (event: Event) => void;
};

/**
 * Gives the focus back to what had it before a modal opened. Radix knows only of triggers, and most of ours are opened
 * by state: a key, a menu's item. Of a menu that has gone meanwhile, its button gets the focus; of a button that went
 * with what it deleted, what it stood in: a row of a list.
 */
export function useFocusReturn({ onOpenAutoFocus, onCloseAutoFocus }: Handlers): Required<Handlers> {
  const before = useRef<HTMLElement[]>([]);
  return {
    onOpenAutoFocus: (event) => {
      const focused = document.activeElement;
      const button = focused?.closest("[role=menu]")?.getAttribute("aria-labelledby");
      const origin = button ? document.getElementById(button) : focused;
      before.current = origin instanceof HTMLElement ? withFocusableAround(origin) : [];
      onOpenAutoFocus?.(event);
    },
    onCloseAutoFocus: (event) => {
      onCloseAutoFocus?.(event);
      const [origin] = before.current;
      const left = before.current.find((one) => one.isConnected);
      if (event.defaultPrevented || !left) return;
      event.preventDefault();
      // Whoever took the button away may have given the focus a better place already.
      if (origin !== left && document.activeElement !== document.body) return;
      left.focus();
    },
  };
}

/** It, and outwards what can have the focus. */
function withFocusableAround(origin: HTMLElement): HTMLElement[] {
  const around: HTMLElement[] = [];
  for (let one: HTMLElement | null = origin; one && one !== document.body; one = one.parentElement)
    if (one === origin || one.tabIndex >= 0 || one.hasAttribute("tabindex")) around.push(one);
  return around;
}
