"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, api } from "@/lib/browser/api";
import { createClientId } from "@/lib/browser/ids";
import { outboxOf } from "@/lib/messages/outbox/outboxes";
import { type HistoryPage, messageReplySchema, PAGE_DEFAULT } from "@/lib/messages/schema";
import {
  appendPage,
  apply,
  discardPending,
  type PendingMessage,
  placeOf,
  prependPage,
  putPending,
} from "@/lib/messages/timeline";
import { useFirstPage } from "./first-page";
import { useCatchUp } from "./use-catch-up";
import { useQuotes } from "./use-quotes";
import { fetchPage, type OpenPlace, useTimelineState } from "./use-timeline-state";

type Options = {
  roomId: string;
  viewerId: string;
  /** The newest messages, or those around the permalink; null where they have to be asked for. */
  initialPage: HistoryPage | null;
  place: OpenPlace;
};

export type LoadState = "idle" | "loading" | "failed";

/** One room's timeline: what it shows, how it grows, and what the viewer does to it. */
export function useTimeline({ roomId, viewerId, initialPage, place }: Options) {
  const store = useTimelineState(roomId, viewerId, initialPage, place);
  const { state, read, update, replace, scrollTo, anchor } = store;
  useCatchUp(roomId, store);
  useQuotes(store);
  const firstPage = useFirstPage(roomId, store, place);

  const before = useLoader(
    useCallback(async () => {
      const { timeline, windowId } = read();
      const first = timeline.messages[0];
      if (!first || !timeline.hasBefore) return;
      const page = await fetchPage(roomId, `?before=${first.seq}&limit=${PAGE_DEFAULT}`);
      if (read().windowId === windowId) update((now) => prependPage(now, page));
    }, [roomId, read, update]),
  );
  const after = useLoader(
    useCallback(async () => {
      const { timeline, windowId } = read();
      const last = timeline.messages.at(-1);
      if (!last || !timeline.hasAfter) return;
      const page = await fetchPage(roomId, `?after=${last.seq}&limit=${PAGE_DEFAULT}`);
      if (read().windowId === windowId) update((now) => appendPage(now, page));
    }, [roomId, read, update]),
  );

  /** Throws `ApiError` when the place cannot be loaded. */
  const jumpTo = useCallback(
    async (seq: number, highlight = true) => {
      const { messages } = read().timeline;
      if (messages[placeOf(messages, seq)]?.seq === seq) return scrollTo({ seq, highlight });
      replace(await fetchPage(roomId, `?around=${seq}&limit=${PAGE_DEFAULT}`), { seq, highlight });
    },
    [roomId, read, replace, scrollTo],
  );
  const jumpToLatest = useCallback(async () => {
    if (!read().timeline.hasAfter) return scrollTo({ seq: "latest", highlight: false });
    replace(await fetchPage(roomId, ""), { seq: "latest", highlight: false });
  }, [roomId, read, replace, scrollTo]);

  useEffect(() => {
    const outbox = outboxOf(viewerId, roomId);
    update((timeline) => outbox.entries.reduce(putPending, timeline));
    return outbox.listen({
      onSent: (message) => update((timeline) => apply(timeline, { rev: message.rev, message })),
      onChanged: (entry) => update((timeline) => putPending(timeline, entry)),
      onGone: (clientId) => update((timeline) => discardPending(timeline, clientId)),
    });
  }, [viewerId, roomId, update]);

  const send = useCallback(
    (body: string, replyToId: string | null, sending?: Pick<PendingMessage, "clientId" | "files">) => {
      const createdAt = new Date().toISOString();
      const message = { clientId: createClientId(), body, replyToId, createdAt, status: "sending" } as const;
      const pending: PendingMessage = { ...message, ...sending };
      update((timeline) => putPending(timeline, pending));
      outboxOf(viewerId, roomId).send(pending, { viewerId, roomId });
      void jumpToLatest().catch(() => {});
    },
    [viewerId, roomId, update, jumpToLatest],
  );
  const retry = useCallback((clientId: string) => outboxOf(viewerId, roomId).retry(clientId), [viewerId, roomId]);
  const withdraw = useCallback(
    async (clientId: string, release?: () => Promise<void>) => {
      const isOut = await outboxOf(viewerId, roomId).withdraw(clientId, release);
      if (isOut) update((timeline) => discardPending(timeline, clientId));
      return isOut;
    },
    [viewerId, roomId, update],
  );

  const change = useCallback(
    async (messageId: string, method: "PATCH" | "DELETE", body?: { body: string }) => {
      const reply = await api(`/api/chat/messages/${messageId}`, { method, body, schema: messageReplySchema });
      update((timeline) => apply(timeline, { rev: reply.message.rev, message: reply.message }));
    },
    [update],
  );

  return {
    ...state,
    firstPage,
    /** Whether its first page came with the server's HTML. */
    isServed: useState(initialPage !== null)[0],
    anchor,
    loadBefore: before.load,
    loadAfter: after.load,
    beforeState: before.state,
    afterState: after.state,
    jumpTo,
    jumpToLatest,
    send,
    retry,
    /** Takes an unsent message out; resolves to false when it had been sent. `release` runs before. */
    withdraw,
    /** Both throw `ApiError` when refused. */
    edit: useCallback((messageId: string, body: string) => change(messageId, "PATCH", { body }), [change]),
    remove: useCallback((messageId: string) => change(messageId, "DELETE"), [change]),
  };
}

export type TimelineApi = ReturnType<typeof useTimeline>;

/** One load at a time; after a failure only a person, or the next scroll after a pause, tries again. */
function useLoader(work: () => Promise<void>) {
  const [state, setState] = useState<LoadState>("idle");
  const isLoading = useRef(false);
  const load = useCallback(async () => {
    if (isLoading.current) return;
    isLoading.current = true;
    setState("loading");
    try {
      await work();
      setState("idle");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState("failed");
    } finally {
      isLoading.current = false;
    }
  }, [work]);
  return { state, load };
}
