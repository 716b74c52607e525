"use client";

import { useRef, useState } from "react";
import { useChatActions, useViewer } from "@/components/chats/chat-list-provider";
import { titleOf } from "@/components/chats/chat-title";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { onDemand } from "@/components/ui/on-demand";
import { ApiError, api } from "@/lib/browser/api";
import type { Room } from "@/lib/rooms/schema";

// The server's reply leads to this dialog, so its code need not be there without a network.
const HandOverDialog = onDemand(() => import("./hand-over-dialog").then((module) => module.HandOverDialog), {
  isRare: true,
});

const WHAT_FOLLOWS = {
  OPEN: "You can join again whenever you like.",
  PRIVATE: "This room is private: to come back, somebody in it has to add you.",
  DIRECT:
    "The others keep it and what was written. You cannot come back, but you can start a new chat with the same people.",
};

/**
 * Asks before leaving a room. The screen of the room then goes to the chat list. The last owner is asked to hand the
 * room over first.
 */
export function LeaveDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const [mustHandOver, setHandOver] = useState(false);
  // The confirmation closes itself after its answer, which must not close the dialog that follows it.
  const isAnswered = useRef(true);
  const leave = useLeave(room);
  const viewer = useViewer();
  if (mustHandOver) return <HandOverDialog room={room} leave={leave} onClose={onClose} />;
  return (
    <ConfirmDialog
      onClose={() => isAnswered.current && onClose()}
      title={`Leave ${titleOf(room, viewer.id)}?`}
      description={WHAT_FOLLOWS[room.kind]}
      action={room.kind === "DIRECT" ? "Leave chat" : "Leave room"}
      destructive
      onConfirm={async () => {
        try {
          await leave();
        } catch (error) {
          if (!(error instanceof ApiError) || error.code !== "conflict") throw error;
          isAnswered.current = false;
          setHandOver(true);
        }
      }}
    />
  );
}

function useLeave(room: Room) {
  const { removeRoom } = useChatActions();
  return () => removeRoom(room.id, () => api(`/api/chat/rooms/${room.id}/members/me`, { method: "DELETE" }));
}
