import type { PushObstacle } from "@/lib/push/browser/obstacle";

/** What stands in the way, and what to do about it. */
export const OBSTACLE_TEXT: Record<PushObstacle, { what: string; remedy: string }> = {
  insecure: {
    what: "Notifications need an encrypted address.",
    remedy: "This Parley is open at an address that begins with http. Ask whoever runs it for one with https.",
  },
  "install-first": {
    what: "On an iPhone or iPad, Parley has to be on the Home Screen first.",
    remedy:
      "In Safari press the Share button, then “Add to Home Screen”. Open Parley from there, and come back to this page.",
  },
  unsupported: {
    what: "This browser has no notifications for pages that are closed.",
    remedy: "Chrome, Edge, Firefox and Safari have them, though not in a private window.",
  },
  denied: {
    what: "The browser blocks notifications from this site.",
    remedy: "Press the icon before the address, allow notifications, and load this page again.",
  },
};

/** What went wrong when notifications were turned on, by the name of the browser's error. */
export function faultText(error: unknown): string | null {
  const name = (error as Error | undefined)?.name;
  if (name === "NotAllowedError") return "The browser has not allowed notifications.";
  if (name === "AbortError" || name === "NetworkError" || name === "InvalidStateError")
    return "The browser could not reach its push service. Some browsers turn it off in their settings on privacy, some networks block it.";
  return null;
}
