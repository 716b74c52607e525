"use client";

import { useChat, useViewer } from "@/components/chats/chat-list-provider";
import { titleOf } from "@/components/chats/chat-title";
import { Dialog, DialogBody, DialogContent, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import type { Room } from "@/lib/rooms/schema";
import { AttentionSettings } from "./attention-settings";

/** The viewer's notifications of one chat, from its row in the list. */
export function AttentionDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const viewer = useViewer();
  const current = useChat(room.id) ?? room;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent aria-describedby={undefined} className="sm:max-w-sm">
        <DialogHeader>
          <DialogTitle>Notifications of {titleOf(room, viewer.id)}</DialogTitle>
        </DialogHeader>
        <DialogBody className="pb-4">
          <AttentionSettings room={current} />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
