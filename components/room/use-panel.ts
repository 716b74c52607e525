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
      // Next reads what is written here, without a request to the server.
      history.pushState({ ...history.state, parleyPanel: true }, "", url);
    } else if (history.state?.parleyPanel) {
      history.back();
    } else {
      url.searchParams.delete("panel");
      history.replaceState(history.state, "", url);
    }
  }, []);
  return { isOpen, setOpen };
}
