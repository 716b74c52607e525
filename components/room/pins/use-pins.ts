"use client";

import QuickLRU from "quick-lru";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useRoomEvents } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { apiRetryDelay } from "@/lib/browser/api-retry";
import { sleep } from "@/lib/browser/sleep";
import { type Pin, pinsReplySchema } from "@/lib/pins/schema";

/** The pins of the rooms that were on screen last, so that the bar is there at once when one of them is opened again. */
const known = new QuickLRU<string, readonly Pin[]>({ maxSize: 50 });
/** Between an answer that an event has overtaken and the next request. */
const SETTLE_MS = 300;

/** The pinned messages of a room, in the order of their messages. The list follows live events. */
export function usePins(roomId: string): readonly Pin[] {
  const [pins, setPins] = useState<readonly Pin[]>(() => known.get(roomId) ?? []);
  const put = useCallback(
    (next: readonly Pin[]) => {
      known.set(roomId, next);
      setPins(next);
    },
    [roomId],
  );
  const request = useRef({ isWanted: false, isRunning: false, newestRev: 0 });
  const stop = useRef(new AbortController());
  /** Fetches the list, again after a failure, and once more where a change came while the answer was on its way. */
  const follow = useCallback(async () => {
    const state = request.current;
    const { signal } = stop.current;
    state.isWanted = true;
    if (state.isRunning) return;
    state.isRunning = true;
    for (let failures = 0; state.isWanted && !signal.aborted; ) {
      state.isWanted = false;
      try {
        const reply = await api(`/api/chat/rooms/${roomId}/pins`, { schema: pinsReplySchema, signal });
        failures = 0;
        put(reply.pins);
        state.isWanted ||= reply.rev < state.newestRev;
        if (state.isWanted) await sleep(SETTLE_MS, signal);
      } catch (error) {
        const wait = apiRetryDelay(error, failures++);
        if (wait === null) break;
        state.isWanted = true;
        await sleep(wait, signal);
      }
    }
    state.isRunning = false;
  }, [roomId, put]);
  useEffect(() => {
    stop.current = new AbortController();
    request.current = { isWanted: false, isRunning: false, newestRev: 0 };
    void follow();
    return () => stop.current.abort();
  }, [follow]);
  useRoomEvents(
    useMemo(() => [roomId], [roomId]),
    ({ name, payload }) => {
      if (name !== "message.changed") return;
      const { message, rev } = payload;
      const state = request.current;
      state.newestRev = Math.max(state.newestRev, rev);
      const isListed = pins.some((pin) => pin.message.id === message?.id);
      // What was unpinned or deleted is not shown until the server has answered.
      if (isListed && !message?.pinned) put(pins.filter((pin) => pin.message.id !== message?.id));
      if (!message || message.pinned || isListed) void follow();
    },
    { onSubscribed: () => void follow() },
  );
  return pins;
}
