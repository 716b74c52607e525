"use client";

import { ChevronDown } from "lucide-react";
import { useRef } from "react";
import { LogOutForm } from "@/components/auth/log-out-form";
import { useViewer } from "@/components/chats/chat-list-provider";
import { MenuButton } from "@/components/ui/menu-button";
import { ViewerMenuList } from "./on-demand";

/** The button with the viewer's name and picture, and the menu behind it. */
export function ViewerMenu({ logOut }: { logOut: () => Promise<void> }) {
  const viewer = useViewer();
  const form = useRef<HTMLFormElement>(null);
  return (
    <>
      <MenuButton
        menu={(state) => <ViewerMenuList {...state} onLogOut={() => form.current?.requestSubmit()} />}
        onNear={ViewerMenuList.preload}
      >
        <button
          type="button"
          aria-label={`Parley menu, ${viewer.displayName}`}
          className="flex h-10 min-w-0 items-center gap-1.5 rounded-control px-2 hover:bg-accent data-[state=open]:bg-accent pointer-coarse:h-11"
        >
          <span className="truncate text-base font-semibold">Parley</span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        </button>
      </MenuButton>
      {/* The form is outside of the menu, which is closed before the form is sent. */}
      <LogOutForm ref={form} action={logOut} viewerId={viewer.id} />
    </>
  );
}
