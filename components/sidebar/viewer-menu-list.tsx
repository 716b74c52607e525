"use client";

import { BellOff, Compass, Keyboard, LogOut, Settings, Smile, UserPlus } from "lucide-react";
import { useOpenDialog } from "@/components/chats/chat-dialogs";
import { useViewer } from "@/components/chats/chat-list-provider";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
} from "@/components/ui/dropdown-menu";
import type { MenuState } from "@/components/ui/menu-button";
import { ServerLink } from "@/components/ui/server-link";
import { Time } from "@/components/ui/time";
import { canInvite } from "@/lib/invites/policy";
import { quietUntil } from "@/lib/users/quiet";
import { currentStatus } from "@/lib/users/status";
import { ThemeMenu } from "./theme-menu";

/** The viewer's menu: settings, theme, shortcuts and log-out. */
export function ViewerMenuList({ onLogOut, ...state }: MenuState & { onLogOut: () => void }) {
  const viewer = useViewer();
  const open = useOpenDialog();
  const { statusEmoji, statusText } = currentStatus(viewer);
  const ends = quietUntil(viewer.doNotDisturbUntil);
  return (
    <DropdownMenu {...state} align="start" className="w-64">
      <div className="flex items-center gap-2.5 px-2 py-2">
        <Avatar user={viewer} size={36} presence="online" />
        <div className="min-w-0">
          <p className="truncate text-sm font-medium">{viewer.displayName}</p>
          <p className="truncate text-meta text-muted-foreground">
            {`${statusEmoji} ${statusText}`.trim() || `@${viewer.username}`}
          </p>
        </div>
      </div>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={() => open("status")}>
        <Smile aria-hidden /> Set a status
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => open("quiet")}>
        <BellOff aria-hidden /> Do not disturb
        {ends && (
          <span className="ms-auto text-meta text-muted-foreground">
            until <Time iso={ends} mode="short" />
          </span>
        )}
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <ServerLink href="/settings">
          <Settings aria-hidden /> Settings
        </ServerLink>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <ServerLink href="/browse">
          <Compass aria-hidden /> Browse rooms
        </ServerLink>
      </DropdownMenuItem>
      {canInvite(viewer) && (
        <DropdownMenuItem asChild>
          <ServerLink href="/settings/invites">
            <UserPlus aria-hidden /> Invite people
          </ServerLink>
        </DropdownMenuItem>
      )}
      <ThemeMenu />
      <DropdownMenuItem onSelect={() => open("shortcuts")} className="pointer-coarse:hidden">
        <Keyboard aria-hidden /> Keyboard shortcuts <DropdownMenuShortcut>?</DropdownMenuShortcut>
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={() => onLogOut()}>
        <LogOut aria-hidden /> Log out
      </DropdownMenuItem>
    </DropdownMenu>
  );
}
