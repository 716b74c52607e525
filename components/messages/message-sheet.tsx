"use client";

import { ActionSheet } from "@/components/ui/action-sheet";
import type { Message } from "@/lib/messages/schema";
import { summaryOf } from "@/lib/messages/summary";
import { useMessageActions } from "./use-message-actions";

/** The length of the excerpt over the actions, in characters. */
const EXCERPT_MAX = 120;

/** The sheet of a message that a long press opens. */
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
