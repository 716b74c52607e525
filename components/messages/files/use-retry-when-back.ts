"use client";

import { useEffect, useEffectEvent } from "react";
import { useOnReconnect } from "@/components/realtime/use-connection";

/**
 * Retries a failed load when the server or the network is back, or when the tab is shown again.
 */
export function useRetryWhenBack(hasFailed: boolean, retry: () => void): void {
  const again = useEffectEvent(() => {
    if (hasFailed && document.visibilityState === "visible") retry();
  });
  useOnReconnect(() => again());
  useEffect(() => {
    if (!hasFailed) return;
    const onBack = () => again();
    window.addEventListener("online", onBack);
    document.addEventListener("visibilitychange", onBack);
    return () => {
      window.removeEventListener("online", onBack);
      document.removeEventListener("visibilitychange", onBack);
    };
  }, [hasFailed]);
}
