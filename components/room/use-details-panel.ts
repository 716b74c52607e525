"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { isOnHistoryStep, pushHistoryStep } from "@/components/ui/history-step";

/**
 * Whether the details panel is open. The state is in the address, so that a phone's back button closes the panel and a
 * reload keeps it.
 */
export function useDetailsPanel() {
  const fromAddress = useSearchParams().get("panel") === "details";
  const [isOpen, setShown] = useState(() => (typeof location === "undefined" ? fromAddress : isInAddress()));
  // Next's router learns of a new address in a transition, which waits for any page that is loading. The panel does not
  // wait.
  const [routerHasPanel, setRouterHasPanel] = useState(fromAddress);
  if (routerHasPanel !== fromAddress) {
    setRouterHasPanel(fromAddress);
    // The panel may have been closed again meanwhile, so the browser's own address is read.
    setShown(typeof location === "undefined" ? fromAddress : isInAddress());
  }
  const removeStep = useRef<(() => void) | null>(null);
  const pushStep = useCallback((url?: URL) => {
    removeStep.current = pushHistoryStep(() => {
      removeStep.current = null;
    }, url);
  }, []);
  useEffect(() => {
    const adoptStep = () => {
      if (isInAddress() && !removeStep.current && isOnHistoryStep()) pushStep();
    };
    adoptStep();
    const onPopState = () => {
      setShown(isInAddress());
      adoptStep();
    };
    window.addEventListener("popstate", onPopState);
    return () => {
      window.removeEventListener("popstate", onPopState);
      removeStep.current?.();
      removeStep.current = null;
    };
  }, [pushStep]);
  const setOpen = useCallback(
    (open: boolean) => {
      setShown(open);
      const url = new URL(location.href);
      if (open) {
        url.searchParams.set("panel", "details");
        if (!removeStep.current) pushStep(url);
      } else if (removeStep.current) {
        removeStep.current();
        removeStep.current = null;
      } else {
        url.searchParams.delete("panel");
        history.replaceState(null, "", url);
      }
    },
    [pushStep],
  );
  return { isOpen, setOpen };
}

const isInAddress = () => new URLSearchParams(location.search).get("panel") === "details";
