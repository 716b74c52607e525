"use client";

import { useRef } from "react";

type Handlers = {
  onOpenAutoFocus?: (event: Event) => void;
  onCloseAutoFocus?: (event: Event) => void;
};

/**
 * Gives the focus back to the element that had it before a modal opened. Radix does so only for its own triggers, and
 * most of our modals are opened by state: by a key or a menu item. When that element was in a menu, the menu's button
 * gets the focus; when it was a button that has gone with a deleted row, the list around it does.
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
      // The code that removed the button may already have moved the focus to a better place.
      if (origin !== left && document.activeElement !== document.body) return;
      left.focus();
    },
  };
}

/** The element, and all focusable elements around it, from the inside outwards. */
function withFocusableAround(origin: HTMLElement): HTMLElement[] {
  const around: HTMLElement[] = [];
  for (let one: HTMLElement | null = origin; one && one !== document.body; one = one.parentElement)
    if (one === origin || one.tabIndex >= 0 || one.hasAttribute("tabindex")) around.push(one);
  return around;
}
