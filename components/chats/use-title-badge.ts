"use client";

import { useLayoutEffect } from "react";
import { countLabel } from "@/components/ui/badge";
import { unreadTotal } from "@/lib/rooms/attention";
import { useChat, useChats, useViewer } from "./chat-list-provider";
import { titleOf } from "./chat-title";

const APP_NAME = "Parley";
/** A message in the room on screen is read at once, so the badge waits this long before it counts it. */
const BADGE_DELAY_MS = 400;

/** The longest time that a timer can wait. */
const TIMER_MAX_MS = 2_147_483_647;

/** Keeps the title of the browser's tab: "(3) Garden – Parley", without the number for who is not to be disturbed. */
export function useTitleBadge(currentId: string | null, route: string | null): void {
  const viewer = useViewer();
  const chats = useChats();
  const current = useChat(currentId ?? "");
  const unread = chats.reduce((sum, room) => sum + unreadTotal(room), 0);
  const quietEnd = Date.parse(viewer.doNotDisturbUntil ?? "");
  const name = current ? titleOf(current, viewer.id) : routeTitle(route);
  // A layout effect, because otherwise the room before would write its name over the title of the new page.
  useLayoutEffect(() => {
    const write = () => {
      const count = unread === 0 || quietEnd > Date.now() ? "" : `(${countLabel(unread)}) `;
      const pageTitle = name ?? withoutBadge(document.title);
      const title = `${count}${pageTitle === APP_NAME ? APP_NAME : `${pageTitle} – ${APP_NAME}`}`;
      if (document.title !== title) document.title = title;
    };
    const timer = setTimeout(write, BADGE_DELAY_MS);
    const left = quietEnd - Date.now();
    const end = left > 0 ? setTimeout(write, Math.min(left, TIMER_MAX_MS)) : undefined;
    // A new page of Next writes its own title after this effect has run.
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      clearTimeout(timer);
      clearTimeout(end);
      observer.disconnect();
    };
  }, [unread, name, quietEnd]);
}

/**
 * The title of a client route for which the chat list has no name. A page that the server rendered has its own title,
 * for which this is null.
 */
function routeTitle(route: string | null): string | null {
  if (route === null) return null;
  return route === "/" ? APP_NAME : "Room";
}

/** The title without the unread count before it and the app's name after it. */
function withoutBadge(title: string): string {
  return title.replace(/^\(\d+\+?\) /, "").replace(/ – Parley$/, "") || APP_NAME;
}
