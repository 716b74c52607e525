"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { api } from "@/lib/browser/api";
import type { Room } from "@/lib/rooms/schema";
import type { User } from "@/lib/users/schema";

type Props = { room: Room; user: User; onClose: () => void; onRemoved: () => void };

/** Asks before a member is removed from a room. */
export function RemoveMemberDialog({ room, user, onClose, onRemoved }: Props) {
  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Remove ${user.displayName} from ${room.name}?`}
      description={
        room.kind === "OPEN"
          ? "They stop receiving messages at once. The room is open, so they can join it again."
          : "They stop receiving messages at once and can no longer see the room."
      }
      action="Remove"
      destructive
      onConfirm={async () => {
        await api(`/api/chat/rooms/${room.id}/members/${user.id}`, { method: "DELETE" });
        onRemoved();
      }}
    />
  );
}
