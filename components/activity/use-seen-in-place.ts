import { useSyncExternalStore } from "react";
import { type Reacted, reactedInView } from "@/components/messages/reacted-in-view";
import { useTellSeen } from "./use-tell-seen";

const NONE: readonly Reacted[] = [];
const keyOf = ({ messageId, rev }: Reacted) => `${messageId} ${rev}`;

/**
 * Tells the server that reactions were seen at the messages themselves, because the reading of a room does not tell that of
 * what was read long ago. Nothing is told while no reaction `isUnseen`.
 */
export function useSeenInPlace(isUnseen: boolean): void {
  const inView = useSyncExternalStore(reactedInView.subscribe, reactedInView.get, () => NONE);
  useTellSeen(isUnseen ? inView : NONE, keyOf, isUncovered);
}

/** Whether the message can be seen: on a phone a thread or the details cover the room, which stays as it is behind them. */
function isUncovered({ seq }: Reacted): boolean {
  const rows = document.querySelectorAll(`[data-row="${seq}"]`);
  return [...rows].some((row) => getComputedStyle(row).visibility === "visible");
}
