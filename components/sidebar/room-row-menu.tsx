"use client";

import { CheckCheck, Info, LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { canLeave } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { LeaveDialog } from "./leave-dialog";
import { useMarkRead } from "./use-mark-read";

type Props = {
  room: Room;
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
};

export function RoomRowMenu({ room, title, open, onOpenChange, children }: Props) {
  const router = useRouter();
  const markRead = useMarkRead();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <>
      <DropdownMenu open={open} onOpenChange={onOpenChange}>
        <DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
        <DropdownMenuContent align="start" aria-label={`Actions for ${title}`}>
          <DropdownMenuItem disabled={room.unread === 0} onSelect={() => markRead(room)}>
            <CheckCheck aria-hidden /> Mark as read
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => router.push(`/rooms/${room.id}?panel=details`)}>
            <Info aria-hidden /> {room.kind === "DIRECT" ? "People" : "Room details"}
          </DropdownMenuItem>
          {canLeave(room) && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem variant="destructive" onSelect={() => setLeaving(true)}>
                <LogOut aria-hidden /> Leave room…
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {isLeaving && <LeaveDialog room={room} onClose={() => setLeaving(false)} />}
    </>
  );
}
