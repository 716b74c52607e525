"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { type ConnectionState, realtime } from "@/lib/realtime/browser/client";

const subscribe = (listener: () => void) => realtime.onState(listener);

/** The state of the live connection; "connected" while live events arrive. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(
    subscribe,
    () => realtime.state,
    () => "stopped",
  );
}

/** Calls `callback` each time the connection is back after it was lost, but not for the first connection. */
export function useOnReconnect(callback: () => void): void {
  const onReconnect = useEffectEvent(callback);
  useEffect(() => {
    let wasConnected = realtime.state === "connected";
    let wasLost = false;
    return realtime.onState(() => {
      if (realtime.state !== "connected") wasLost = wasConnected;
      else {
        if (wasLost) onReconnect();
        wasConnected = true;
        wasLost = false;
      }
    });
  }, []);
}
