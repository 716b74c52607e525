"use client";

import { useState } from "react";
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
import { useReader } from "@/components/ui/time";
import { setInRoom } from "@/lib/members/browser/settings-queue";
import { MUTE_ENDS, muteEnd } from "@/lib/rooms/mute-ends";
import type { Room } from "@/lib/rooms/schema";
import { endInWords, MUTE_WORDS } from "./mute-words";

/** Asks for how long to mute a chat. */
export function MuteDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const viewer = useViewer();
  const reader = useReader();
  const [now] = useState(() => new Date());
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="sm:max-w-sm">
        <DialogHeader>
          <DialogTitle>Mute {titleOf(room, viewer.id)}</DialogTitle>
          <DialogDescription>It stays quiet: only what mentions you counts.</DialogDescription>
        </DialogHeader>
        <DialogBody className="grid gap-0.5 px-2 pb-3">
          {MUTE_ENDS.map((choice) => (
            <button
              key={choice}
              type="button"
              onClick={() => {
                setInRoom(viewer.id, room.id, { mutedUntil: muteEnd(choice, new Date()) });
                onClose();
              }}
              className="flex min-h-11 items-baseline justify-between gap-4 rounded-control px-3 py-2.5 text-start text-sm hover:bg-accent"
            >
              {MUTE_WORDS[choice]}
              <span className="text-meta text-muted-foreground">{endInWords(muteEnd(choice, now), reader)}</span>
            </button>
          ))}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
