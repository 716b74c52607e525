"use client";

import { CheckCheck, Info, LogOut } from "lucide-react";
import { useMarkRead } from "@/components/chats/use-mark-read";
import type { SheetAction } from "@/components/ui/action-sheet";
import { navigate } from "@/components/ui/client-navigation";
import { canLeave } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import type { Over } from "./room-row-over";

/** The actions of a chat in the list, shared by its menu and its sheet. `show` opens the dialog of an action. */
export function useRoomRowActions(room: Room, show: (over: Over) => void): SheetAction[] {
  const markRead = useMarkRead();
  const isDirect = room.kind === "DIRECT";
  const actions: SheetAction[] = [
    { label: isDirect ? "People" : "Room details", Icon: Info, run: () => navigate(`/rooms/${room.id}?panel=details`) },
  ];
  if (room.unread > 0) actions.unshift({ label: "Mark as read", Icon: CheckCheck, run: () => markRead(room) });
  if (canLeave(room))
    actions.push({
      label: isDirect ? "Leave chat…" : "Leave room…",
      Icon: LogOut,
      isDestructive: true,
      run: () => show("leaving"),
    });
  return actions;
}
