"use client";

import { useEffect, useEffectEvent } from "react";
import { useChats } from "@/components/chats/chat-list-provider";
import { navigate } from "@/components/ui/client-navigation";
import { isUnread } from "@/lib/rooms/attention";
import type { Room } from "@/lib/rooms/schema";
import { sectionsOf } from "@/lib/rooms/sections";

/** Alt+↑ and Alt+↓ open the chat above and below; with Shift they skip chats without unread messages. */
export function useChatKeys(): void {
  const chats = useChats();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    if (document.querySelector("[role=dialog], [role=menu]")) return;
    event.preventDefault();
    const here = /^\/rooms\/([a-z0-9]+)/.exec(location.pathname)?.[1];
    const next = neighbourChat(inSidebarOrder(chats), here, event.key === "ArrowDown" ? 1 : -1, event.shiftKey);
    if (next) navigate(`/rooms/${next.id}`);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** The chats in the order of the sidebar. Archived ones are left out, because their section is folded. */
function inSidebarOrder(chats: readonly Room[]): Room[] {
  const { favourites, rooms, direct } = sectionsOf(chats);
  return [...favourites, ...rooms, ...direct];
}

/** The chat after or before `here`, or the nearest one with unread messages. At the ends it goes round. */
export function neighbourChat(chats: readonly Room[], here: string | undefined, step: 1 | -1, unreadOnly: boolean) {
  const at = chats.findIndex((room) => room.id === here);
  const start = at === -1 && step === -1 ? chats.length : at;
  for (let n = 1; n <= chats.length; n += 1) {
    const room = chats[(start + step * n + chats.length * 2) % chats.length];
    if (room && room.id !== here && (!unreadOnly || isUnread(room))) return room;
  }
  return undefined;
}
