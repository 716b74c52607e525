"use client";

import { useCallback, useRef, useState } from "react";
import { api } from "@/lib/browser/api";
import { ROOMS_PAGE_MAX, type RoomsPage, roomsReplySchema } from "@/lib/rooms/schema";

/**
 * A search loads at most this many further pages. In a larger Parley people find a room through the switcher, which
 * searches on the server.
 */
const SEARCHED_PAGES_MAX = 20;

/** The open rooms: the page's first ones, and further pages when they are needed. */
export function useOpenRoomPages(first: RoomsPage) {
  const [more, setMore] = useState<RoomsPage["rooms"]>([]);
  const [next, setNext] = useState(first.next);
  const cursor = useRef(first.next);
  const running = useRef<Promise<void> | null>(null);
  const loadMore = useCallback(() => {
    const load = async () => {
      if (cursor.current === null) return;
      const after = encodeURIComponent(cursor.current);
      const path = `/api/chat/rooms?scope=open&limit=${ROOMS_PAGE_MAX}&after=${after}`;
      const page = await api(path, { schema: roomsReplySchema });
      cursor.current = page.next;
      // A room with a new message moves to the top meanwhile, and so comes a second time.
      setMore((rooms) => {
        const known = new Set([...first.rooms, ...rooms].map((room) => room.id));
        return [...rooms, ...page.rooms.filter((room) => !known.has(room.id))];
      });
      setNext(page.next);
    };
    running.current ??= load().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [first.rooms]);
  const loadAll = useCallback(async () => {
    try {
      for (let page = 0; page < SEARCHED_PAGES_MAX && cursor.current !== null; page += 1) await loadMore();
    } catch {
      // Offline, the loaded rooms are searched.
    }
  }, [loadMore]);
  return {
    rooms: more.length === 0 ? first.rooms : [...first.rooms, ...more],
    hasMore: next !== null,
    loadMore,
    loadAll,
  };
}
