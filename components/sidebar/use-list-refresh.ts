"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";
import { ApiError, api } from "@/lib/http/api";
import type { ChatList, ListChange } from "@/lib/rooms/list";
import { roomReplySchema, roomsReplySchema } from "@/lib/rooms/schema";

/** Doubts that arise together are asked about together. */
const GATHER_MS = 120;
/** One event makes a thousand browsers ask: they spread over this time. */
const SPREAD_MS = 380;
const RETRY_MS = [2000, 5000, 15_000, 30_000];
/** From so many doubtful rooms on, one question about all is cheaper. */
const ALL_FROM = 6;

type Change = (change: ListChange) => void;

/** Asks the server about doubtful rooms until none is left. Returns how to doubt one, or "all". */
export function useListRefresh(list: ChatList, latest: RefObject<ChatList>, change: Change) {
  const pending = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isAsking = useRef(false);
  const failures = useRef(0);

  const run = useCallback(async () => {
    timer.current = undefined;
    if (isAsking.current) return;
    isAsking.current = true;
    const ids = [...pending.current];
    pending.current.clear();
    try {
      await fetchInto(ids, latest.current.words, change);
      failures.current = 0;
    } catch {
      for (const id of ids) pending.current.add(id);
      failures.current += 1;
    } finally {
      isAsking.current = false;
      if (pending.current.size > 0) schedule();
    }
    function schedule() {
      const wait = RETRY_MS[Math.min(failures.current, RETRY_MS.length) - 1] ?? GATHER_MS;
      timer.current ??= setTimeout(run, wait + Math.random() * SPREAD_MS);
    }
  }, [latest, change]);

  const ask = useCallback(
    (id: string | "all") => {
      pending.current.add(id);
      if (!isAsking.current) timer.current ??= setTimeout(run, GATHER_MS + Math.random() * SPREAD_MS);
    },
    [run],
  );
  // Each render with doubts left asks again: an answer that came too late leaves its doubt behind.
  useEffect(() => {
    for (const id of list.stale.keys()) ask(id);
  }, [list, ask]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return ask;
}

async function fetchInto(ids: readonly string[], words: ChatList["words"], change: Change): Promise<void> {
  if (ids.includes("all") || ids.length >= ALL_FROM) {
    const { rooms } = await api("/api/chat/rooms?scope=joined", { schema: roomsReplySchema });
    change({ type: "list.fetched", rooms, words });
    return;
  }
  await Promise.all(
    ids.map(async (id) => {
      try {
        const { room } = await api(`/api/chat/rooms/${id}`, { schema: roomReplySchema });
        change({ type: "room.fetched", room, words: words.get(id) });
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 404) throw error;
        change({ type: "room.lost", roomId: id });
      }
    }),
  );
}
