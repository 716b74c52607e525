"use client";

import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import type { MenuState } from "@/components/ui/menu-button";
import type { Room } from "@/lib/rooms/schema";
import type { Over } from "./room-row-over";
import { useRoomRowActions } from "./use-room-row-actions";

type Props = MenuState & { room: Room; title: string; show: (over: Over) => void };

/** The menu of a chat's row, for mouse and keyboard. */
export function RoomRowMenu({ room, title, show, ...state }: Props) {
  return (
    <DropdownMenu {...state} align="start" aria-label={`Actions for ${title}`}>
      {useRoomRowActions(room, show).map(({ label, Icon, isDestructive, run }) => (
        <div key={label} role="none">
          {isDestructive && <DropdownMenuSeparator />}
          <DropdownMenuItem variant={isDestructive ? "destructive" : undefined} onSelect={run}>
            <Icon aria-hidden /> {label}
          </DropdownMenuItem>
        </div>
      ))}
    </DropdownMenu>
  );
}
