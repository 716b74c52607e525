"use client";

import { ActionSheet } from "@/components/ui/action-sheet";
import type { Room } from "@/lib/rooms/schema";
import { useRoomRowActions } from "./use-room-row-actions";

type Props = { room: Room; title: string; onLeave: () => void; onClose: () => void };

/** The actions of a chat's row as a sheet, opened by a long press. */
export function RoomRowSheet({ room, title, onLeave, onClose }: Props) {
  return (
    <ActionSheet
      title={`Actions for ${title}`}
      description={title}
      actions={useRoomRowActions(room, onLeave)}
      onClose={onClose}
    />
  );
}
