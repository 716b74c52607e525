"use client";

import { Compass } from "lucide-react";
import Link from "next/link";
import { useOpenDialog } from "@/components/chats/chat-dialogs";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import type { MenuState } from "@/components/ui/menu-button";

/** The menu that begins a room or a direct chat. */
export function NewMenu(state: MenuState) {
  const open = useOpenDialog();
  return (
    <DropdownMenu {...state} align="end">
      <DropdownMenuItem onSelect={() => open("room")}>Create a room</DropdownMenuItem>
      <DropdownMenuItem onSelect={() => open("direct")}>Start a direct chat</DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href="/browse">
          <Compass aria-hidden /> Browse rooms
        </Link>
      </DropdownMenuItem>
    </DropdownMenu>
  );
}
