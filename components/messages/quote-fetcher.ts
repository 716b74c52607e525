"use client";

import { useEffect, useMemo, useRef } from "react";
import { ApiError, api } from "@/lib/browser/api";
import { retryDelay } from "@/lib/browser/retry-delay";
import { sleep } from "@/lib/browser/sleep";
import { toQuote } from "@/lib/messages/quote";
import { messageReplySchema } from "@/lib/messages/schema";
import { missingQuotes, putMissing, putQuotes } from "@/lib/messages/timeline-quotes";
import type { TimelineStore } from "./use-timeline-state";

/**
 * Fetches the originals of replies that came without them, once for each window. Events and pending replies have none.
 * Draws nothing.
 */
export function QuoteFetcher({ store }: { store: TimelineStore }) {
  const { state, read, update } = store;
  const { timeline, windowId } = state;
  const missing = useMemo(() => missingQuotes(timeline), [timeline]);
  const asked = useRef({ windowId, ids: new Set<string>() });
  const isMounted = useRef(true);
  useEffect(() => {
    if (asked.current.windowId !== windowId) asked.current = { windowId, ids: new Set() };
    const { ids } = asked.current;
    const ask = async (id: string, attempt = 0): Promise<void> => {
      try {
        const { message } = await api(`/api/chat/messages/${id}`, { schema: messageReplySchema });
        // A window that has replaced the one that asked may hold a newer state than this reply.
        if (read().windowId === windowId) update((now) => putQuotes(now, [toQuote(message)]));
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return update((now) => putMissing(now, id));
        await sleep(retryDelay(attempt, { maxMs: 5000 }));
        const isWanted = isMounted.current && read().windowId === windowId;
        if (isWanted && missingQuotes(read().timeline).includes(id)) await ask(id, attempt + 1);
        else ids.delete(id);
      }
    };
    for (const id of missing) {
      if (ids.has(id)) continue;
      ids.add(id);
      void ask(id);
    }
  }, [missing, windowId, read, update]);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  return null;
}
