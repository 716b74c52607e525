"use client";

import { useRef } from "react";
import { AttentionDialog, MuteDialog } from "@/components/chats/attention-on-demand";
import { LeaveDialog } from "@/components/room/leave-dialog";
import { ActionSheet } from "@/components/ui/action-sheet";
import type { Room } from "@/lib/rooms/schema";
import { useRoomRowActions } from "./use-room-row-actions";

/** What a chat's row has opened over the page: the sheet of a long press, or the dialog of one of its actions. */
export type Over = "nothing" | "sheet" | "leaving" | "muting" | "attention";

type Props = { over: Over; room: Room; title: string; show: (over: Over) => void };

export function RoomRowOver({ over, room, title, show }: Props) {
  const close = () => show("nothing");
  return (
    <>
      {over === "sheet" && <Sheet room={room} title={title} show={show} onClose={close} />}
      {over === "muting" && <MuteDialog room={room} onClose={close} />}
      {over === "attention" && <AttentionDialog room={room} onClose={close} />}
      {over === "leaving" && <LeaveDialog room={room} onClose={close} />}
    </>
  );
}

type SheetProps = Omit<Props, "over"> & { onClose: () => void };

/** The actions of a chat's row as a sheet, opened by a long press. */
function Sheet({ room, title, show, onClose }: SheetProps) {
  // An action that opens a dialog runs before the sheet closes, which then must not close the dialog.
  const next = useRef<Over | null>(null);
  const actions = useRoomRowActions(room, (over) => {
    next.current = over;
  });
  return (
    <ActionSheet
      title={`Actions for ${title}`}
      description={title}
      actions={actions}
      onClose={() => (next.current ? show(next.current) : onClose())}
    />
  );
}
