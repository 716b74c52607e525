"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/browser/api";
import { openRoomsReplySchema, type Room } from "@/lib/rooms/schema";

/** Typing goes on: ask when the fingers rest. */
const TYPING_PAUSE_MS = 150;

/** Open rooms that one has not joined, by what is typed. The last answer stays until the next is there. */
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
        // What one is in is found without; the search of people says that there is no connection.
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
