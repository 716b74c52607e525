"use client";

import { isClientRoute, navigate } from "@/components/ui/client-navigation";
import { announceFocus } from "@/lib/push/browser/announce-focus";
import { followNotifications, renewPush } from "@/lib/push/browser/at-start";

let started: AbortSignal | undefined;

/**
 * Renews the subscription of this browser, opens what notifications are about, and says while the person is looking, until `end` is
 * aborted. Repeated with the same `end` it does nothing.
 */
export function startNotifications(viewerId: string, end: AbortSignal): void {
  if (end.aborted || started === end) return;
  started = end;
  // What fails now is tried at the next start, and Settings says what is wrong.
  renewPush(viewerId).catch(() => {});
  for (const stop of [followNotifications(show), announceFocus(viewerId)]) end.addEventListener("abort", stop);
}

function show(href: string): void {
  if (isClientRoute(new URL(href))) navigate(href);
  else location.assign(href);
}
