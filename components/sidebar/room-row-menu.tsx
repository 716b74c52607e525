"use client";

import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import type { MenuState } from "@/components/ui/menu-button";
import type { Room } from "@/lib/rooms/schema";
import { useRoomRowActions } from "./use-room-row-actions";

type Props = MenuState & { room: Room; title: string; onLeave: () => void };

/** The menu of a chat's row, for mouse and keyboard. */
export function RoomRowMenu({ room, title, onLeave, ...state }: Props) {
  return (
    <DropdownMenu {...state} align="start" aria-label={`Actions for ${title}`}>
      {useRoomRowActions(room, onLeave).map(({ label, Icon, isDestructive, run }) => (
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
