"use client";

import { useLayoutEffect } from "react";
import { useChat, useChats, useViewer } from "./chat-list-provider";
import { titleOf } from "./chat-title";

const APP = "Parley";
/** What arrives in the room on screen is read at once; the count waits that long before it says so. */
const SETTLE_MS = 400;

/** The tab's title: "(3) Garden – Parley". */
export function useTitleBadge(currentId: string | null, place: string | null): void {
  const viewer = useViewer();
  const chats = useChats();
  const current = useChat(currentId ?? "");
  const unread = chats.reduce((sum, room) => sum + (room.archivedAt === null ? room.unread : 0), 0);
  const name = current ? titleOf(current, viewer.id) : placeName(place);
  // At once when another page comes: the room that was left would write its name over that page's title.
  useLayoutEffect(() => {
    const count = unread === 0 ? "" : unread > 99 ? "(99+) " : `(${unread}) `;
    const write = () => {
      const place = name ?? bare(document.title);
      const title = `${count}${place === APP ? APP : `${place} – ${APP}`}`;
      if (document.title !== title) document.title = title;
    };
    const timer = setTimeout(write, SETTLE_MS);
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
function placeName(place: string | null): string | null {
  if (place === null) return null;
  return place === "/" ? APP : "Room";
}

/** A title without the count before it and the program's name after it. */
function bare(title: string): string {
  return title.replace(/^\(\d+\+?\) /, "").replace(/ – Parley$/, "") || APP;
}
