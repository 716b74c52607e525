"use client";

import { useRef } from "react";

type Handlers = {
  onOpenAutoFocus?: (event: Event) => void;
  onCloseAutoFocus?: (event: Event) => void;
};

/**
 * The elements that had the focus, and around it, before the modal that is open. A dialog that an action of a sheet opens
 * finds no focused element, because the sheet has just gone; it gives the focus back to where the sheet would have.
 */
let beforeOpenModal: HTMLElement[] = [];

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
      const isSomewhere = origin instanceof HTMLElement && origin !== document.body;
      before.current = isSomewhere ? withFocusableAround(origin) : beforeOpenModal;
      beforeOpenModal = before.current;
      onOpenAutoFocus?.(event);
    },
    onCloseAutoFocus: (event) => {
      if (beforeOpenModal === before.current) beforeOpenModal = [];
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

/** Is the `onCloseAutoFocus` of a menu or a sheet whose actions may move the focus: an element that has it by then keeps it. */
export function leaveTakenFocus(event: Event): void {
  if (document.activeElement !== document.body) event.preventDefault();
}

/** The element, and all focusable elements around it, from the inside outwards. */
function withFocusableAround(origin: HTMLElement): HTMLElement[] {
  const around: HTMLElement[] = [];
  for (let one: HTMLElement | null = origin; one && one !== document.body; one = one.parentElement)
    if (one === origin || one.tabIndex >= 0 || one.hasAttribute("tabindex")) around.push(one);
  return around;
}
