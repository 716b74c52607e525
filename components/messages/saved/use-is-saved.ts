import { useSyncExternalStore } from "react";
import { savedIds } from "@/lib/saved/browser/saved-ids";

/** Whether the viewer has saved the message and not done it, once the page knows that. */
export const useIsSaved = (messageId: string): boolean =>
  useSyncExternalStore(
    savedIds.subscribe,
    () => savedIds.get().has(messageId),
    () => false,
  );
