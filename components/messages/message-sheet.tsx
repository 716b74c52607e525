"use client";

import { ActionSheet } from "@/components/ui/action-sheet";
import type { Message } from "@/lib/messages/schema";
import { summaryOf } from "@/lib/messages/summary";
import { useMessageActions } from "./use-message-actions";

/** What of the message stands over its actions, in characters. */
const EXCERPT_MAX = 120;

type Props = {
  message: Message;
  /** Asks before it is done. */
  onDelete: () => void;
  onClose: () => void;
};

/** The same actions from below, for fingers. */
export function MessageSheet({ message, onDelete, onClose }: Props) {
  return (
    <ActionSheet
      title="Message actions"
      description={summaryOf(message, EXCERPT_MAX)}
      actions={useMessageActions(message, onDelete)}
      movesFocus
      onClose={onClose}
    />
  );
}
