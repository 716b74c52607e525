"use client";

import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { inShort } from "@/lib/messages/in-short";
import type { Message } from "@/lib/messages/schema";

type Props = { message: Message; onConfirm: () => Promise<void>; onOpenChange: (open: boolean) => void };

export function DeleteDialog({ message, onConfirm, onOpenChange }: Props) {
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title="Delete this message?"
      description={<span dir="auto">{inShort(message, 140)}</span>}
      action="Delete"
      destructive
      onConfirm={onConfirm}
    />
  );
}
