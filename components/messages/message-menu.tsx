"use client";

import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import type { MenuState } from "@/components/ui/menu-button";
import type { Message } from "@/lib/messages/schema";
import { useMessageActions } from "./use-message-actions";

/** The menu of a message, for a mouse and for keys. */
export function MessageMenu({ message, ...state }: MenuState & { message: Message }) {
  return (
    <DropdownMenu {...state} align="end">
      {useMessageActions(message, "menu").map(({ id, label, Icon, isDestructive, run }) => (
        <DropdownMenuItem key={id} variant={isDestructive ? "destructive" : "default"} onSelect={run}>
          <Icon aria-hidden />
          {label}
        </DropdownMenuItem>
      ))}
    </DropdownMenu>
  );
}
