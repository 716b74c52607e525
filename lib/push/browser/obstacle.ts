/** Why notifications cannot be turned on here. */
export type PushObstacle = "insecure" | "install-first" | "unsupported" | "denied";

type Seen = {
  isSecure: boolean;
  canPush: boolean;
  permission: NotificationPermission | undefined;
  userAgent: string;
  touchPoints: number;
};

/** Returns what stands in the way of notifications in a browser, or null. */
export function obstacleIn({ isSecure, canPush, permission, userAgent, touchPoints }: Seen): PushObstacle | null {
  if (!isSecure) return "insecure";
  if (permission === "denied") return "denied";
  if (canPush) return null;
  // iPhones and iPads push to installed web apps only; an iPad says that it is a Mac.
  const isAppleMobile =
    /\b(iPhone|iPad|iPod)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && touchPoints > 1);
  return isAppleMobile ? "install-first" : "unsupported";
}

/** The same of this browser. */
export function pushObstacle(): PushObstacle | null {
  return obstacleIn({
    isSecure: isSecureContext,
    canPush: "serviceWorker" in navigator && "PushManager" in window && "Notification" in window,
    permission: globalThis.Notification?.permission,
    userAgent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
  });
}
