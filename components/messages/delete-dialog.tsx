"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { Message } from "@/lib/messages/schema";
import { summaryOf } from "@/lib/messages/summary";

/** The time in which a deletion can be undone where it was made. Its row offers that for longer. */
const UNDO_MS = 10_000;

type Props = {
  message: Message;
  onConfirm: () => Promise<void>;
  onClose: () => void;
  /** Absent where the viewer cannot restore the message, because somebody else wrote it. */
  onUndo?: (messageId: string) => void;
};

export function DeleteDialog({ message, onConfirm, onClose, onUndo }: Props) {
  async function confirm() {
    await onConfirm();
    if (!onUndo) return;
    const action = { label: "Undo", onClick: () => onUndo(message.id) };
    toast.note("Message deleted.", { action, duration: UNDO_MS });
  }
  return (
    <ConfirmDialog
      onClose={onClose}
      title="Delete this message?"
      description={<span dir="auto">{summaryOf(message, 140)}</span>}
      action="Delete"
      destructive
      onConfirm={confirm}
    />
  );
}
