"use client";

import { useViewer } from "@/components/chats/chat-list-provider";
import { titleOf } from "@/components/chats/chat-title";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { setInRoom } from "@/lib/members/browser/settings-queue";
import { muteEnd } from "@/lib/rooms/mute-ends";
import type { Room } from "@/lib/rooms/schema";
import { EndChoices } from "./end-choices";
import { MUTE_WORDS } from "./mute-words";

/** Asks for how long to mute a chat. */
export function MuteDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const viewer = useViewer();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="sm:max-w-sm">
        <DialogHeader>
          <DialogTitle>Mute {titleOf(room, viewer.id)}</DialogTitle>
          <DialogDescription>It stays quiet: only what mentions you counts.</DialogDescription>
        </DialogHeader>
        <DialogBody className="grid gap-0.5 px-2 pb-3">
          <EndChoices
            words={MUTE_WORDS}
            endOf={muteEnd}
            onChoose={(mutedUntil) => {
              setInRoom(viewer.id, room.id, { mutedUntil });
              onClose();
            }}
          />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
