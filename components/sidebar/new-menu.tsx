"use client";

import { Compass } from "lucide-react";
import { useOpenDialog } from "@/components/chats/chat-dialogs";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import type { MenuState } from "@/components/ui/menu-button";
import { ServerLink } from "@/components/ui/server-link";

/** The menu that begins a room or a direct chat. */
export function NewMenu(state: MenuState) {
  const open = useOpenDialog();
  return (
    <DropdownMenu {...state} align="end">
      <DropdownMenuItem onSelect={() => open("room")}>Create a room</DropdownMenuItem>
      <DropdownMenuItem onSelect={() => open("direct")}>Start a direct chat</DropdownMenuItem>
      <DropdownMenuItem asChild>
        <ServerLink href="/browse">
          <Compass aria-hidden /> Browse rooms
        </ServerLink>
      </DropdownMenuItem>
    </DropdownMenu>
  );
}
