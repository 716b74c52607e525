"use client";

import { useState } from "react";
import { useChat } from "@/components/chats/chat-list-provider";
import type { OpenPosition } from "@/components/messages/use-timeline-state";
import { onDemand } from "@/components/ui/on-demand";
import { readPreference } from "@/components/ui/preference-cookie";
import { OPEN_AT_COOKIE, readOpenAt, seqToOpenAt } from "@/lib/messages/open-at";
import type { Room } from "@/lib/rooms/schema";
import { RoomScreen } from "./room-screen";
import { RoomSkeleton } from "./room-skeleton";

// On a phone the chat list is on screen then, and a wide screen opens a room, so nothing is drawn meanwhile.
const ChatHome = onDemand(() => import("@/components/chats/chat-home").then((module) => module.ChatHome), {
  fallback: null,
});
const OtherRoom = onDemand(() => import("./unlisted-room").then((module) => module.UnlistedRoom), {
  isRare: true,
  fallback: <RoomSkeleton />,
});

/**
 * The screen of a client route: a room or the screen without a chosen chat. The chat list has the room's name, and the
 * messages are cached or fetched.
 */
export function ClientRoomPage({ route }: { route: string }) {
  const url = new URL(route, location.origin);
  const roomId = /^\/rooms\/(.+)/.exec(url.pathname)?.[1];
  if (!roomId) return <ChatHome />;
  const seq = Number(url.searchParams.get("m") ?? Number.NaN);
  return <ListedRoom key={route} roomId={roomId} permalinkSeq={Number.isInteger(seq) && seq > 0 ? seq : undefined} />;
}

function ListedRoom({ roomId, permalinkSeq }: { roomId: string; permalinkSeq: number | undefined }) {
  const listed = useChat(roomId);
  const [first, setFirst] = useState(listed);
  // The room has just been joined. A room that the viewer has left stays in `first`, so that its screen can say so
  // before it closes.
  if (listed && !first) setFirst(listed);
  const room = listed ?? first;
  if (!room) return <OtherRoom roomId={roomId} />;
  return <OpenedRoom room={room} permalinkSeq={permalinkSeq} />;
}

function OpenedRoom({ room, permalinkSeq }: { room: Room; permalinkSeq: number | undefined }) {
  const [position] = useState((): OpenPosition => {
    // A link to a message that does not exist opens the room as if it were a link to the room.
    if (permalinkSeq !== undefined && permalinkSeq <= room.seq) return { permalinkSeq };
    return { unreadSeq: seqToOpenAt(room, readOpenAt(readPreference(browserCookies, OPEN_AT_COOKIE))) };
  });
  return <RoomScreen room={room} initialPage={null} initialPosition={position} />;
}

/** The browser's cookies, in the form that readPreference takes. */
const browserCookies = {
  get(name: string) {
    const pair = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
    return pair === undefined ? undefined : { value: pair.slice(name.length + 1) };
  },
};
