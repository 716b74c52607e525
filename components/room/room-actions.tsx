"use client";

import { Archive, ArchiveRestore, Globe, Lock, LogOut, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useChatActions, useViewer } from "@/components/chats/chat-list-provider";
import { LeaveDialog } from "@/components/room/leave-dialog";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { onDemand } from "@/components/ui/on-demand";
import { api } from "@/lib/browser/api";
import { canArchive, canConvert, canDelete, canLeave } from "@/lib/rooms/policy";
import { type Room, roomReplySchema } from "@/lib/rooms/schema";

const DeleteRoomDialog = onDemand(() => import("./delete-room-dialog").then((module) => module.DeleteRoomDialog), {
  isRare: true,
});

/** The actions that change the whole room, the most serious one last. Only those that the viewer may use are shown. */
export function RoomActions({ room }: { room: Room }) {
  const viewer = useViewer();
  const [isLeaving, setLeaving] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  return (
    <section
      aria-label={room.kind === "DIRECT" ? "Chat actions" : "Room actions"}
      className="grid gap-0.5 border-t px-3 py-3"
    >
      {canConvert(viewer, room) && <Convert room={room} />}
      {canArchive(viewer, room) && <ArchiveOrRestore room={room} />}
      {canLeave(room) && (
        <Action icon={<LogOut aria-hidden />} onPress={() => setLeaving(true)}>
          {room.kind === "DIRECT" ? "Leave chat" : "Leave room"}
        </Action>
      )}
      {canDelete(viewer, room) && (
        <Action icon={<Trash2 aria-hidden />} onPress={() => setDeleting(true)} isDestructive>
          Delete room
        </Action>
      )}
      {isLeaving && <LeaveDialog room={room} onClose={() => setLeaving(false)} />}
      {isDeleting && <DeleteRoomDialog room={room} onClose={() => setDeleting(false)} />}
    </section>
  );
}

function Convert({ room }: { room: Room }) {
  const update = useUpdate(room);
  const isOpen = room.kind === "OPEN";
  return (
    <ConfirmDialog
      title={isOpen ? `Make ${room.name} private?` : `Open ${room.name} to everyone?`}
      description={
        isOpen
          ? "Only its members will see it; others have to be added."
          : "Everybody here can find and join it, and read everything that was written in it so far."
      }
      action={isOpen ? "Make private" : "Open the room"}
      onConfirm={() => update({ kind: isOpen ? "PRIVATE" : "OPEN" })}
    >
      <Action icon={isOpen ? <Lock aria-hidden /> : <Globe aria-hidden />}>
        {isOpen ? "Make private" : "Open to everyone"}
      </Action>
    </ConfirmDialog>
  );
}

function ArchiveOrRestore({ room }: { room: Room }) {
  const update = useUpdate(room);
  const isArchived = room.archivedAt !== null;
  return (
    <ConfirmDialog
      title={isArchived ? `Take ${room.name} out of the archive?` : `Archive ${room.name}?`}
      description={
        isArchived
          ? "Its members can write in it again."
          : "Nobody can write in it or join it any more. The history stays readable, and you can undo this."
      }
      action={isArchived ? "Take out of the archive" : "Archive room"}
      onConfirm={() => update({ archived: !isArchived })}
    >
      <Action icon={isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}>
        {isArchived ? "Take out of the archive" : "Archive room"}
      </Action>
    </ConfirmDialog>
  );
}

function useUpdate(room: Room) {
  const { storeRoom } = useChatActions();
  return async (body: { kind: "OPEN" | "PRIVATE" } | { archived: boolean }) => {
    const path = `/api/chat/rooms/${room.id}`;
    const reply = await api(path, { method: "PATCH", body, schema: roomReplySchema });
    storeRoom(reply.room);
  };
}

type ActionProps = { icon: ReactNode; children: ReactNode; onPress?: () => void; isDestructive?: boolean };

function Action({ icon, children, onPress, isDestructive, ...rest }: ActionProps) {
  return (
    <Button
      variant="ghost"
      onClick={onPress}
      // The trigger of a dialog passes its own handlers to its child.
      {...rest}
      className={`justify-start px-2 ${isDestructive ? "text-destructive" : "[&_svg]:text-muted-foreground"}`}
    >
      {icon}
      {children}
    </Button>
  );
}
