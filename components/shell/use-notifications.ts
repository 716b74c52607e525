"use client";

import { useEffect } from "react";

/** In a browser where notifications are turned on, renews that and opens what they are about. Elsewhere it loads nothing. */
export function useNotifications(viewerId: string): void {
  useEffect(() => {
    if (globalThis.Notification?.permission !== "granted" || !navigator.serviceWorker) return;
    let stop: (() => void) | undefined;
    void import("./notifications").then(
      ({ startNotifications }) => {
        stop = startNotifications(viewerId);
      },
      () => {},
    );
    return () => stop?.();
  }, [viewerId]);
}
