"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Message } from "@/lib/messages/schema";
import { summaryOf } from "@/lib/messages/summary";

type Props = { message: Message; onConfirm: () => Promise<void>; onClose: () => void };

export function DeleteDialog({ message, onConfirm, onClose }: Props) {
  return (
    <ConfirmDialog
      onClose={onClose}
      title="Delete this message?"
      description={<span dir="auto">{summaryOf(message, 140)}</span>}
      action="Delete"
      destructive
      onConfirm={onConfirm}
    />
  );
}
