"use client";

import { ChevronDown, Compass, Keyboard, LogOut, Settings } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import { LogOutForm } from "@/components/auth/log-out-form";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useChatDialogs } from "./chat-dialogs";
import { useViewer } from "./chat-list-provider";
import { ThemeMenu } from "./theme-menu";

/** Who one is here, and what concerns oneself. */
export function ViewerMenu({ logOut }: { logOut: () => Promise<void> }) {
  const viewer = useViewer();
  const open = useChatDialogs();
  const form = useRef<HTMLFormElement>(null);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <button
            type="button"
            aria-label={`Parley menu, ${viewer.displayName}`}
            className="flex h-10 min-w-0 items-center gap-1.5 rounded-control px-2 hover:bg-accent data-[state=open]:bg-accent pointer-coarse:h-11"
          >
            <span className="truncate text-base font-semibold">Parley</span>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
          </button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="w-64">
          <div className="flex items-center gap-2.5 px-2 py-2">
            <Avatar user={viewer} size={36} presence="online" />
            <div className="min-w-0">
              <p className="truncate text-sm font-medium">{viewer.displayName}</p>
              <p className="truncate text-meta text-muted-foreground">{viewer.statusText || `@${viewer.username}`}</p>
            </div>
          </div>
          <DropdownMenuSeparator />
          <DropdownMenuItem asChild>
            <Link href="/settings">
              <Settings aria-hidden /> Settings
            </Link>
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <Link href="/browse">
              <Compass aria-hidden /> Browse rooms
            </Link>
          </DropdownMenuItem>
          <ThemeMenu />
          <DropdownMenuItem onSelect={() => open("shortcuts")} className="pointer-coarse:hidden">
            <Keyboard aria-hidden /> Keyboard shortcuts <DropdownMenuShortcut>?</DropdownMenuShortcut>
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => form.current?.requestSubmit()}>
            <LogOut aria-hidden /> Log out
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {/* Outside the menu, which is gone by the time it is sent. */}
      <LogOutForm ref={form} action={logOut} viewerId={viewer.id} />
    </>
  );
}
