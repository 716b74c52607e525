"use client";

import { isClientRoute, navigate } from "@/components/ui/client-navigation";
import { announceFocus } from "@/lib/push/browser/announce-focus";
import { followNotifications, renewPush } from "@/lib/push/browser/at-start";

/**
 * Renews the subscription of this browser, opens what notifications are about, and says while the person is looking. Returns a function
 * that ends that.
 */
export function startNotifications(viewerId: string): () => void {
  // What fails now is tried at the next start, and Settings says what is wrong.
  renewPush(viewerId).catch(() => {});
  const stops = [followNotifications(show), announceFocus(viewerId)];
  return () => {
    for (const stop of stops) stop();
  };
}

function show(href: string): void {
  if (isClientRoute(new URL(href))) navigate(href);
  else location.assign(href);
}
