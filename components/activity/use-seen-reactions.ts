import { useEffect, useRef, useState } from "react";
import type { ActivityEntry } from "@/lib/activity/schema";
import { AT_ONCE, postRead, SEEN_MS } from "./fetch-activity";

/**
 * Tells the server that the reactions on screen were seen, because no reading of a room does. Until the page is left they are
 * still drawn as new: returns whether an entry is.
 */
export function useSeenReactions(
  entries: readonly ActivityEntry[] | null,
  isActive: boolean,
): (entry: ActivityEntry) => boolean {
  const [seen] = useState(() => new Set<string>());
  const told = useRef(new Set<string>());
  const key = (one: ActivityEntry) => `${one.messageId} ${one.createdAt}`;
  const fresh = (entries ?? []).filter((one) => one.cause === "REACTION" && one.unread && !told.current.has(key(one)));
  const wanted = isActive ? fresh.map(key).join() : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: `wanted` says which they are.
  useEffect(() => {
    if (wanted === "") return;
    const timer = setInterval(() => {
      if (document.visibilityState !== "visible") return;
      clearInterval(timer);
      for (const one of fresh) {
        seen.add(key(one));
        told.current.add(key(one));
      }
      // What fails is told again when the page is next opened.
      void postRead({ messageIds: fresh.slice(0, AT_ONCE).map(({ messageId }) => messageId) }).catch(() => {});
    }, SEEN_MS);
    return () => clearInterval(timer);
  }, [wanted]);
  return (one) => one.unread || seen.has(key(one));
}
