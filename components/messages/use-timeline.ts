"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, api } from "@/lib/browser/api";
import { createClientId } from "@/lib/browser/ids";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import { outboxOf } from "@/lib/messages/outbox/outboxes";
import { type HistoryPage, type Message, messageReplySchema, PAGE_DEFAULT } from "@/lib/messages/schema";
import {
  appendPage,
  apply,
  discardPending,
  type PendingMessage,
  prependPage,
  putPending,
} from "@/lib/messages/timeline";
import { onReactionReply } from "@/lib/reactions/browser/wanted";
import { useCatchUp } from "./use-catch-up";
import { useFirstPage } from "./use-first-page";
import { fetchPage, hasSeq, type OpenPosition, useTimelineState } from "./use-timeline-state";

type Options = {
  viewerId: string;
  /** Stays the same object as long as it names the same conversation. */
  conversation: ConversationKey;
  /** The newest messages, or those around the permalink. Null when they have to be fetched. */
  initialPage: HistoryPage | null;
  position: OpenPosition;
};

/** Replaces parts of a message that is to be sent: its files, and whether a reply in a thread goes to the room, too. */
export type Sending = Partial<Pick<PendingMessage, "clientId" | "files" | "inRoom">>;

export type LoadState = "idle" | "loading" | "failed";

/** The timeline of one conversation, with the functions that load more of it, send, edit and delete. */
export function useTimeline({ viewerId, conversation, initialPage, position }: Options) {
  const store = useTimelineState(viewerId, conversation, initialPage, position);
  const { state, read, update, replace, scrollTo, anchor } = store;
  useCatchUp(conversation, store);
  const firstPage = useFirstPage(conversation, store, position);

  const before = useLoader(
    useCallback(async () => {
      const { timeline, windowId } = read();
      const first = timeline.messages[0];
      if (!first || !timeline.hasBefore) return;
      const page = await fetchPage(conversation, `?before=${first.seq}&limit=${PAGE_DEFAULT}`);
      if (read().windowId === windowId) update((now) => prependPage(now, page));
    }, [conversation, read, update]),
  );
  const after = useLoader(
    useCallback(async () => {
      const { timeline, windowId } = read();
      const last = timeline.messages.at(-1);
      if (!last || !timeline.hasAfter) return;
      const page = await fetchPage(conversation, `?after=${last.seq}&limit=${PAGE_DEFAULT}`);
      if (read().windowId === windowId) update((now) => appendPage(now, page));
    }, [conversation, read, update]),
  );

  /** Scrolls to the message `seq`. Throws `ApiError` when its page cannot be loaded. */
  const jumpTo = useCallback(
    async (seq: number, highlight = true) => {
      if (hasSeq(read().timeline, seq)) return scrollTo({ seq, highlight });
      replace(await fetchPage(conversation, `?around=${seq}&limit=${PAGE_DEFAULT}`), { seq, highlight });
    },
    [conversation, read, replace, scrollTo],
  );
  const jumpToLatest = useCallback(async () => {
    if (!read().timeline.hasAfter) return scrollTo({ seq: "latest", highlight: false });
    replace(await fetchPage(conversation, ""), { seq: "latest", highlight: false });
  }, [conversation, read, replace, scrollTo]);

  useEffect(() => {
    const outbox = outboxOf(viewerId, conversation);
    update((timeline) => outbox.entries.reduce(putPending, timeline));
    const onSent = (message: Message) => {
      if (message.roomId === conversation.roomId) update((timeline) => apply(timeline, { rev: message.rev, message }));
    };
    const stops = [
      outbox.listen({
        onSent,
        onChanged: (entry) => update((timeline) => putPending(timeline, entry)),
        onGone: (clientId) => update((timeline) => discardPending(timeline, clientId)),
      }),
      onReactionReply(onSent),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [viewerId, conversation, update]);

  const send = useCallback(
    (body: string, replyToId: string | null, sending?: Sending) => {
      const createdAt = new Date().toISOString();
      const message = { clientId: createClientId(), body, replyToId, createdAt, status: "sending" } as const;
      const pending: PendingMessage = { ...message, ...sending };
      update((timeline) => putPending(timeline, pending));
      outboxOf(viewerId, conversation).send(pending, { viewerId, ...conversation });
      void jumpToLatest().catch(() => {});
    },
    [viewerId, conversation, update, jumpToLatest],
  );
  const retry = useCallback(
    (clientId: string) => outboxOf(viewerId, conversation).retry(clientId),
    [viewerId, conversation],
  );
  const withdraw = useCallback(
    async (clientId: string, release?: () => Promise<void>) => {
      const isOut = await outboxOf(viewerId, conversation).withdraw(clientId, release);
      if (isOut) update((timeline) => discardPending(timeline, clientId));
      return isOut;
    },
    [viewerId, conversation, update],
  );

  const change = useCallback(
    async (path: string, method: "PATCH" | "DELETE" | "POST", body?: { body: string }) => {
      const reply = await api(`/api/chat/messages/${path}`, { method, body, schema: messageReplySchema });
      update((timeline) => apply(timeline, { rev: reply.message.rev, message: reply.message }));
    },
    [update],
  );

  return {
    ...state,
    /** For what is loaded later and keeps the timeline complete. */
    store,
    firstPage,
    apply: useCallback((news: Parameters<typeof apply>[1]) => update((timeline) => apply(timeline, news)), [update]),
    /** The first page came with the server's HTML. */
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
    /** Takes an unsent message out of the outbox. Resolves to false when it has been sent. `release` runs before. */
    withdraw,
    /** Throw `ApiError` when the server refuses. */
    edit: useCallback((messageId: string, body: string) => change(messageId, "PATCH", { body }), [change]),
    remove: useCallback((messageId: string) => change(messageId, "DELETE"), [change]),
    restore: useCallback((messageId: string) => change(`${messageId}/restore`, "POST"), [change]),
  };
}

export type TimelineApi = ReturnType<typeof useTimeline>;

/** Runs one load at a time. After a failure only the viewer tries again. */
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
