"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";
import { ApiError, api } from "@/lib/browser/api";
import { retryDelay } from "@/lib/browser/retry-delay";
import type { ChatList, ListChange } from "@/lib/rooms/chat-list";
import { fetchEachRoom, type RoomsSource, refetchChatList } from "@/lib/rooms/refetch-chat-list";
import { type Room, roomReplySchema } from "@/lib/rooms/schema";
import { fetchPage } from "./use-list-pages";

/** Rooms that are to be refetched within this time are fetched together. */
const GATHER_MS = 120;
/** One event makes a thousand browsers fetch at once, so each waits up to this time, at random. */
const SPREAD_MS = 380;
const RETRY = { firstMs: 2000, maxMs: 30_000 };
/** From this number of rooms on, one request for all is cheaper. */
const ALL_FROM = 6;

type Change = (change: ListChange) => void;

/** Fetches stale rooms until none is left. Returns a function that fetches one room, or "all". */
export function useListRefresh(list: ChatList, latest: RefObject<ChatList>, change: Change) {
  const pending = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isFetching = useRef(false);
  const failures = useRef(0);

  const fetchPending = useCallback(async () => {
    timer.current = undefined;
    if (isFetching.current) return;
    isFetching.current = true;
    const ids = [...pending.current];
    pending.current.clear();
    try {
      await fetchInto(ids, latest.current, change);
      failures.current = 0;
    } catch {
      for (const id of ids) pending.current.add(id);
      failures.current += 1;
    } finally {
      isFetching.current = false;
      if (pending.current.size > 0) schedule();
    }
    function schedule() {
      const wait = failures.current === 0 ? GATHER_MS : retryDelay(failures.current - 1, RETRY);
      timer.current ??= setTimeout(fetchPending, wait + Math.random() * SPREAD_MS);
    }
  }, [latest, change]);

  const refetch = useCallback(
    (id: string | "all") => {
      pending.current.add(id);
      if (!isFetching.current) timer.current ??= setTimeout(fetchPending, GATHER_MS + Math.random() * SPREAD_MS);
    },
    [fetchPending],
  );
  // A response that was older than an event leaves its room stale, so each render fetches the stale rooms that are
  // left.
  useEffect(() => {
    for (const id of list.stale.keys()) refetch(id);
  }, [list, refetch]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return refetch;
}

async function fetchInto(ids: readonly string[], { versions, entries }: ChatList, change: Change): Promise<void> {
  const single = ids.filter((id) => id !== "all");
  if (single.length === ids.length && ids.length < ALL_FROM) return fetchSingly(single, versions, change);
  const { rooms, end, lost } = await refetchChatList(
    [...entries.values()].map(({ room }) => room),
    source,
  );
  change({ type: "list.fetched", rooms, versions, end });
  for (const roomId of lost) change({ type: "room.lost", roomId });
  // A room that is not in the list either is on a page that was not fetched, or has just been joined.
  const fetchedIds = new Set(rooms.map((room) => room.id));
  await fetchSingly(
    end === null ? [] : single.filter((id) => !fetchedIds.has(id) && !entries.has(id)),
    versions,
    change,
  );
}

/** Each response is applied when it arrives, whether or not the other requests fail. */
async function fetchSingly(ids: readonly string[], versions: ChatList["versions"], change: Change): Promise<void> {
  await fetchEachRoom(ids, async (roomId) => {
    const room = await findRoom(roomId);
    change(room ? { type: "room.fetched", room, version: versions.get(roomId) } : { type: "room.lost", roomId });
  });
}

const source: RoomsSource = { page: fetchPage, room: findRoom };

async function findRoom(id: string): Promise<Room | null> {
  try {
    return (await api(`/api/chat/rooms/${id}`, { schema: roomReplySchema })).room;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
