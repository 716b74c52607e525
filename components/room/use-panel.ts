"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** Whether the details are open, kept in the address: a phone's back button closes them, a reload keeps them. */
export function useDetailsPanel() {
  const params = useSearchParams();
  const isOpen = params.get("panel") === "details";
  const setOpen = useCallback((open: boolean) => {
    const url = new URL(location.href);
    if (open === url.searchParams.has("panel")) return;
    if (open) {
      url.searchParams.set("panel", "details");
      // Next reads what is written here, without a request to the server; a copy of its own state it would take for its own.
      history.pushState({ parleyPanel: true }, "", url);
    } else if (history.state?.parleyPanel) {
      history.back();
    } else {
      url.searchParams.delete("panel");
      history.replaceState(null, "", url);
    }
  }, []);
  return { isOpen, setOpen };
}
