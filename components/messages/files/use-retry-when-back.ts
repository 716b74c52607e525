"use client";

import { useEffect, useEffectEvent } from "react";
import { useOnReconnect } from "@/components/realtime/use-connection";

/**
 * Asks again, by itself, for what could not be had: when the server is back, the network is, or somebody looks again.
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
