"use client";

import { useEffect } from "react";

/** Where notifications are turned on, or will be, renews that and opens what they are about. Elsewhere it loads nothing. */
export function useNotifications(viewerId: string): void {
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    const start = () => {
      if (globalThis.Notification?.permission === "granted" && navigator.serviceWorker)
        import("./notifications").then(
          ({ startNotifications }) => startNotifications(viewerId, signal),
          () => {},
        );
    };
    start();
    addEventListener("parley.push-on", start, { signal });
    return () => end.abort();
  }, [viewerId]);
}
