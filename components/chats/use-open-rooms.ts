"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/browser/api";
import { openRoomsReplySchema, type Room } from "@/lib/rooms/schema";

/** The search waits until the person stops typing. */
const TYPING_PAUSE_MS = 150;

/**
 * The open rooms that match `query` and that the viewer has not joined. The last result stays until the next one has
 * arrived.
 */
export function useOpenRooms(query: string, limit: number): Room[] {
  const [rooms, setRooms] = useState<Room[]>([]);
  const q = query.trim();
  useEffect(() => {
    if (q === "") {
      setRooms([]);
      return;
    }
    const abort = new AbortController();
    const params = new URLSearchParams({ q, limit: String(limit) });
    const timer = setTimeout(() => {
      api(`/api/chat/open-rooms?${params}`, { schema: openRoomsReplySchema, signal: abort.signal }).then(
        (reply) => setRooms(reply.rooms),
        // Without a connection the viewer's own chats are found all the same, and the search for people shows the
        // error.
        () => {},
      );
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [q, limit]);
  return rooms;
}
