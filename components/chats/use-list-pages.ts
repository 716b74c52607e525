"use client";

import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useOnReconnect } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import type { ChatList, ListChange } from "@/lib/rooms/chat-list";
import {
  ROOMS_PAGE_MAX,
  ROOMS_PER_PERSON_MAX,
  type RoomsPage,
  roomIdsReplySchema,
  roomsReplySchema,
} from "@/lib/rooms/schema";

/**
 * One page of the chat list. The first page (`after` is null) has the length that the server chooses, later pages have
 * up to `limit` rooms.
 */
export function fetchPage(after: string | null, limit = ROOMS_PAGE_MAX): Promise<RoomsPage> {
  const where = after === null ? "" : `&limit=${limit}&after=${encodeURIComponent(after)}`;
  return api(`/api/chat/rooms?scope=joined${where}`, { schema: roomsReplySchema });
}

export type ListPages = {
  /** Whether the viewer has chats that have not been loaded yet. */
  hasMore: boolean;
  /** Loads one more page. Rejects when the request fails. */
  loadMore: () => Promise<void>;
  /** Loads all pages, for a search. When a request fails it stops without an error. */
  loadAll: () => Promise<void>;
  /** The ids of rooms that have not been loaded. Their live events are received all the same. */
  unloadedIds: readonly string[];
};

/** Loads the pages of the chat list that the page was not rendered with, when they are needed. */
export function useListPages(
  first: string | null,
  latest: RefObject<ChatList>,
  change: (change: ListChange) => void,
): ListPages {
  const cursor = useRef(first);
  const [hasMore, setHasMore] = useState(first !== null);
  const running = useRef<Promise<void> | null>(null);
  const loadMore = useCallback(() => {
    const load = async () => {
      if (cursor.current === null) return;
      const { versions } = latest.current;
      const { rooms, next } = await fetchPage(cursor.current);
      cursor.current = next;
      change({ type: "page.fetched", rooms, versions });
      setHasMore(next !== null);
    };
    running.current ??= load().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [latest, change]);
  const loadAll = useCallback(async () => {
    const pagesMax = Math.ceil(ROOMS_PER_PERSON_MAX / ROOMS_PAGE_MAX);
    try {
      for (let page = 0; page < pagesMax && cursor.current !== null; page += 1) await loadMore();
    } catch {
      // Offline, only the chats that have been loaded can be found.
    }
  }, [loadMore]);
  const unloadedIds = useUnloadedIds(first !== null, latest);
  return useMemo(() => ({ hasMore, loadMore, loadAll, unloadedIds }), [hasMore, loadMore, loadAll, unloadedIds]);
}

function useUnloadedIds(isWanted: boolean, latest: RefObject<ChatList>): readonly string[] {
  const [ids, setIds] = useState<readonly string[]>([]);
  const fetchIds = useCallback(async () => {
    if (!isWanted) return;
    try {
      const all = (await api("/api/chat/me/rooms", { schema: roomIdsReplySchema })).ids;
      setIds(all.filter((id) => !latest.current.entries.has(id)));
    } catch {
      // The next reconnect fetches the ids again.
    }
  }, [isWanted, latest]);
  useEffect(() => void fetchIds(), [fetchIds]);
  useOnReconnect(fetchIds);
  return ids;
}
