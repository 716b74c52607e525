"use client";

import { useState } from "react";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import type { MenuState } from "@/components/ui/menu-button";
import type { MessageAction } from "./use-message-actions";

export function MessageMenu({ actions, ...state }: MenuState & { actions: MessageAction[] }) {
  // What the action moves the focus to must not lose it to the closing menu.
  const [hasRun, setHasRun] = useState(false);
  const [wasOpen, setWasOpen] = useState(state.open);
  if (state.open !== wasOpen) {
    setWasOpen(state.open);
    if (state.open) setHasRun(false);
  }
  return (
    <DropdownMenu {...state} align="end" onCloseAutoFocus={(event) => hasRun && event.preventDefault()}>
      {actions.map(({ id, label, Icon, isDestructive, run }) => (
        <DropdownMenuItem
          key={id}
          variant={isDestructive ? "destructive" : "default"}
          onSelect={() => {
            setHasRun(id === "reply" || id === "edit" || id === "delete");
            run();
          }}
        >
          <Icon aria-hidden />
          {label}
        </DropdownMenuItem>
      ))}
    </DropdownMenu>
  );
}
