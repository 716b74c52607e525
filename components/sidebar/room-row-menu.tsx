"use client";

import { CheckCheck, Info, LogOut } from "lucide-react";
import { useState } from "react";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import type { MenuState } from "@/components/ui/menu-button";
import { onDemand } from "@/components/ui/on-demand";
import { enter } from "@/components/ui/place";
import { canLeave } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { useMarkRead } from "./use-mark-read";

const LeaveDialog = onDemand(() => import("./leave-dialog").then((module) => module.LeaveDialog));

type Props = MenuState & { room: Room; title: string };

export function RoomRowMenu({ room, title, ...state }: Props) {
  const markRead = useMarkRead();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <>
      <DropdownMenu {...state} align="start" aria-label={`Actions for ${title}`}>
        <DropdownMenuItem disabled={room.unread === 0} onSelect={() => markRead(room)}>
          <CheckCheck aria-hidden /> Mark as read
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => enter(`/rooms/${room.id}?panel=details`)}>
          <Info aria-hidden /> {room.kind === "DIRECT" ? "People" : "Room details"}
        </DropdownMenuItem>
        {canLeave(room) && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem variant="destructive" onSelect={() => setLeaving(true)}>
              <LogOut aria-hidden /> {room.kind === "DIRECT" ? "Leave chat…" : "Leave room…"}
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenu>
      {isLeaving && <LeaveDialog room={room} onClose={() => setLeaving(false)} />}
    </>
  );
}
