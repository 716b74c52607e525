"use client";

import { useEffect, useState } from "react";

/** Less than this is a browser's bar that comes and goes, not a keyboard. */
const KEYBOARD_MIN_PX = 80;

/** How many px of the page's foot the phone's keyboard covers, where it does not resize the page itself. */
export function useKeyboardInset(): number {
  const [inset, setInset] = useState(0);
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const measure = () => {
      // Zoomed in, the visible part is smaller without any keyboard.
      const covered = viewport.scale > 1.01 ? 0 : window.innerHeight - viewport.height - viewport.offsetTop;
      setInset(covered > KEYBOARD_MIN_PX ? Math.round(covered) : 0);
    };
    measure();
    viewport.addEventListener("resize", measure);
    viewport.addEventListener("scroll", measure);
    return () => {
      viewport.removeEventListener("resize", measure);
      viewport.removeEventListener("scroll", measure);
    };
  }, []);
  return inset;
}
