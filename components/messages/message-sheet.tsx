"use client";

import { ActionSheet } from "@/components/ui/action-sheet";
import type { Message } from "@/lib/messages/schema";
import { summaryOf } from "@/lib/messages/summary";
import { useMessageActions } from "./use-message-actions";

/** What of the message stands over its actions, in characters. */
const EXCERPT_MAX = 120;

/** All that can be done with a message, from below, for fingers. */
export function MessageSheet({ message, onClose }: { message: Message; onClose: () => void }) {
  return (
    <ActionSheet
      title="Message actions"
      description={summaryOf(message, EXCERPT_MAX)}
      actions={useMessageActions(message, "sheet")}
      onClose={onClose}
    />
  );
}
