"use client";

import { useLayoutEffect } from "react";
import { useChat, useChats, useViewer } from "./chat-list-provider";
import { titleOf } from "./chat-title";

const APP_NAME = "Parley";
/** What arrives in the room on screen is read at once; the count waits that long before it says so. */
const BADGE_DELAY_MS = 400;

/** The tab's title: "(3) Garden – Parley". */
export function useTitleBadge(currentId: string | null, route: string | null): void {
  const viewer = useViewer();
  const chats = useChats();
  const current = useChat(currentId ?? "");
  const unread = chats.reduce((sum, room) => sum + (room.archivedAt === null ? room.unread : 0), 0);
  const name = current ? titleOf(current, viewer.id) : routeTitle(route);
  // At once when another page comes: the room that was left would write its name over that page's title.
  useLayoutEffect(() => {
    const count = unread === 0 ? "" : unread > 99 ? "(99+) " : `(${unread}) `;
    const write = () => {
      const pageTitle = name ?? withoutBadge(document.title);
      const title = `${count}${pageTitle === APP_NAME ? APP_NAME : `${pageTitle} – ${APP_NAME}`}`;
      if (document.title !== title) document.title = title;
    };
    const timer = setTimeout(write, BADGE_DELAY_MS);
    // A new page writes its own title after this effect has run.
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [unread, name]);
}

/** What a place that this browser draws is called where the chat list has no name for it; a page of the server's has its own. */
function routeTitle(route: string | null): string | null {
  if (route === null) return null;
  return route === "/" ? APP_NAME : "Room";
}

/** A title without the count before it and the program's name after it. */
function withoutBadge(title: string): string {
  return title.replace(/^\(\d+\+?\) /, "").replace(/ – Parley$/, "") || APP_NAME;
}
