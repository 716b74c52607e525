"use client";

import { useEffect, useRef } from "react";
import { isCoarse } from "@/components/ui/keys";

/** After going to another room the keyboard is where one writes; without a message box, at the conversation. */
export function useRoomFocus(currentId: string | null): void {
  const before = useRef(currentId);
  useEffect(() => {
    if (before.current === currentId) return;
    before.current = currentId;
    if (currentId === null) return;
    let tries = 0;
    const timer = setInterval(() => {
      tries += 1;
      const isThere = document.querySelector(`#main [data-room="${currentId}"]`);
      if (!isThere && tries < 40) return;
      clearInterval(timer);
      if (document.querySelector("[role=dialog], [role=menu]")) return;
      // A phone's keyboard stays away until the reader asks for it.
      const box = isCoarse() ? null : document.querySelector<HTMLElement>("#main textarea");
      (box ?? document.getElementById("main"))?.focus({ preventScroll: true });
    }, 50);
    return () => clearInterval(timer);
  }, [currentId]);
}
