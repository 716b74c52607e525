"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { isOnHistoryStep, pushHistoryStep } from "@/components/ui/history-step";

/** Whether the details are open, kept in the address: a phone's back button closes them, a reload keeps them. */
export function useDetailsPanel() {
  const fromAddress = useSearchParams().get("panel") === "details";
  const [isOpen, show] = useState(() => (typeof location === "undefined" ? fromAddress : isInAddress()));
  // The router learns of an address in a transition, which waits for any page that is on its way: the panel does not.
  const [heard, setHeard] = useState(fromAddress);
  if (heard !== fromAddress) {
    setHeard(fromAddress);
    // By then the panel may have been closed again: the browser's own address is the newer word.
    show(typeof location === "undefined" ? fromAddress : isInAddress());
  }
  const leave = useRef<(() => void) | null>(null);
  const enter = useCallback((url?: URL) => {
    leave.current = pushHistoryStep(() => {
      leave.current = null;
    }, url);
  }, []);
  useEffect(() => {
    const adopt = () => {
      if (isInAddress() && !leave.current && isOnHistoryStep()) enter();
    };
    adopt();
    const look = () => {
      show(isInAddress());
      adopt();
    };
    window.addEventListener("popstate", look);
    return () => {
      window.removeEventListener("popstate", look);
      leave.current?.();
      leave.current = null;
    };
  }, [enter]);
  const setOpen = useCallback(
    (open: boolean) => {
      show(open);
      const url = new URL(location.href);
      if (open) {
        url.searchParams.set("panel", "details");
        if (!leave.current) enter(url);
      } else if (leave.current) {
        leave.current();
        leave.current = null;
      } else {
        url.searchParams.delete("panel");
        history.replaceState(null, "", url);
      }
    },
    [enter],
  );
  return { isOpen, setOpen };
}

const isInAddress = () => new URLSearchParams(location.search).get("panel") === "details";
