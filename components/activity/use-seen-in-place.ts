import { useEffect, useRef, useSyncExternalStore } from "react";
import { onReactedInView, type Reacted, reactedInView } from "@/components/messages/reacted-in-view";
import { AT_ONCE, postRead, SEEN_MS } from "./fetch-activity";

const NONE: readonly Reacted[] = [];
const keyOf = ({ messageId, rev }: Reacted) => `${messageId} ${rev}`;

/**
 * Tells the server that reactions were seen at the messages themselves, because the reading of a room does not tell that of
 * what was read long ago. Nothing is told while no reaction `isUnseen`.
 */
export function useSeenInPlace(isUnseen: boolean): void {
  const inView = useSyncExternalStore(onReactedInView, reactedInView, () => NONE);
  const told = useRef(new Set<string>());
  const fresh = isUnseen ? inView.filter((one) => !told.current.has(keyOf(one))).slice(0, AT_ONCE) : NONE;
  const wanted = fresh.map(keyOf).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `wanted` says which they are.
  useEffect(() => {
    if (wanted === "") return;
    const timer = setInterval(() => {
      if (document.visibilityState !== "visible") return;
      const seen = fresh.filter(isUncovered);
      if (seen.length === 0) return;
      clearInterval(timer);
      for (const one of seen) told.current.add(keyOf(one));
      // What fails is told again when one of the messages changes, or by Activity.
      void postRead({ messageIds: seen.map(({ messageId }) => messageId) }).catch(() => {
        for (const one of seen) told.current.delete(keyOf(one));
      });
    }, SEEN_MS);
    return () => clearInterval(timer);
  }, [wanted]);
}

/** Whether the message can be seen: on a phone a thread or the details cover the room, which stays as it is behind them. */
function isUncovered({ seq }: Reacted): boolean {
  const rows = document.querySelectorAll(`[data-row="${seq}"]`);
  return [...rows].some((row) => getComputedStyle(row).visibility === "visible");
}
