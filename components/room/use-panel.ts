"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useState } from "react";

/** Whether the details are open, kept in the address: a phone's back button closes them, a reload keeps them. */
export function useDetailsPanel() {
  const fromAddress = useSearchParams().get("panel") === "details";
  const [isOpen, show] = useState(fromAddress);
  // The router learns of an address in a transition, which waits for any page that is on its way: the panel does not.
  const [heard, setHeard] = useState(fromAddress);
  if (heard !== fromAddress) {
    setHeard(fromAddress);
    // By then the panel may have been closed again: the browser's own address is the newer word.
    show(typeof location === "undefined" ? fromAddress : isInAddress());
  }
  useEffect(() => {
    const onPop = () => show(isInAddress());
    window.addEventListener("popstate", onPop);
    return () => window.removeEventListener("popstate", onPop);
  }, []);
  const setOpen = useCallback((open: boolean) => {
    show(open);
    const url = new URL(location.href);
    if (open === url.searchParams.has("panel")) return;
    if (open) {
      url.searchParams.set("panel", "details");
      // Next reads what is written here, without a request; a copy of its own state it would take for its own.
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

const isInAddress = () => new URLSearchParams(location.search).get("panel") === "details";
