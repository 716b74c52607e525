import { useEffect, useState } from "react";
import { postRead } from "./fetch-activity";

/** So long a reaction has been on screen, in ms, when it counts as seen. */
const SEEN_MS = 1000;
/** So many messages are told of at once. */
const AT_ONCE = 200;

/**
 * Tells the server that the reactions to these messages were seen, once each, when they have been on screen for a while in a tab
 * that is looked at. What `isOnScreen` denies waits. Returns the keys of those that were told of; the set stays the same.
 */
export function useTellSeen<T extends { messageId: string }>(
  shown: readonly T[],
  keyOf: (one: T) => string,
  isOnScreen: (one: T) => boolean = () => true,
): ReadonlySet<string> {
  const [told] = useState(() => new Set<string>());
  const fresh = shown.filter((one) => !told.has(keyOf(one))).slice(0, AT_ONCE);
  const wanted = fresh.map(keyOf).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `wanted` says which they are.
  useEffect(() => {
    if (wanted === "") return;
    const timer = setInterval(() => {
      if (document.visibilityState !== "visible") return;
      const seen = fresh.filter(isOnScreen);
      if (seen.length === 0) return;
      clearInterval(timer);
      for (const one of seen) told.add(keyOf(one));
      // What fails is told again when what is shown changes, or when the page is next opened.
      void postRead({ messageIds: seen.map(({ messageId }) => messageId) }).catch(() => {
        for (const one of seen) told.delete(keyOf(one));
      });
    }, SEEN_MS);
    return () => clearInterval(timer);
  }, [wanted]);
  return told;
}
