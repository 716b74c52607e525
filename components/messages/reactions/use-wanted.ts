import { useSyncExternalStore } from "react";
import { onWantedChange, type Wanted, wantedOf } from "@/lib/reactions/browser/wanted";

/** The wishes of the viewer for a message that the server has not answered yet. */
export function useWanted(messageId: string): Wanted | undefined {
  return useSyncExternalStore(
    onWantedChange,
    () => wantedOf(messageId),
    () => undefined,
  );
}
