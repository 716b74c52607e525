"use client";

import { useCallback, useEffect, useEffectEvent, useMemo, useRef } from "react";
import { useEveryoneEvents, useRoomEvents, useUserEvents } from "@/components/realtime/use-channel";
import { retryDelay } from "@/lib/browser/retry-delay";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import { apply, applyChanges, needsCatchUp, withAuthor } from "@/lib/messages/timeline";
import { fetchChanges, fetchPage, readingTarget, type TimelineStore } from "./use-timeline-state";

/** When more changes were missed than this, the page around the reader is loaded anew instead of the changes. */
const CHANGES_MAX = 2000;
/**
 * The wait before asking for a gap, which mostly closes by itself: longer than one of several instances holds reactions
 * back (HELD_MS). The spread keeps clients of a room from asking all at once.
 */
const GAP_MS = { min: 300, spread: 200 };

/**
 * Keeps the timeline equal to the server's. It applies live events, and asks for changes after every subscription, when
 * a hidden tab is shown again, and when a gap stays open.
 */
export function useCatchUp(conversation: ConversationKey, store: TimelineStore): void {
  const { read, update, replace, anchor } = store;
  const job = useRef({ isRunning: false, again: false, failures: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isMounted = useRef(true);

  const fetchMissed = useCallback(async () => {
    for (;;) {
      const since = read().timeline.rev;
      const page = await fetchChanges(conversation, since);
      if (!isMounted.current) return;
      if (page.hasMore && page.roomRev - since > CHANGES_MAX) break;
      update((timeline) => applyChanges(timeline, since, page));
      if (!page.hasMore) return;
    }
    const anchorSeq = anchor.current;
    const page = await fetchPage(conversation, anchorSeq === null ? "" : `?around=${anchorSeq}`);
    if (isMounted.current) replace(page, readingTarget(anchorSeq));
  }, [conversation, read, update, replace, anchor]);

  const catchUp = useCallback(async () => {
    // The first page has not come. The effect below catches up when it has.
    if (!read().isLoaded) return;
    const now = job.current;
    clearTimeout(timer.current);
    now.again = now.isRunning;
    if (now.isRunning) return;
    now.isRunning = true;
    try {
      await fetchMissed();
      now.failures = 0;
    } catch {
      // The request was refused or failed. A later event, the reconnect or this timer tries again.
      if (isMounted.current) timer.current = setTimeout(catchUp, retryDelay(now.failures++));
    } finally {
      now.isRunning = false;
    }
    if (now.again && isMounted.current) void catchUp();
  }, [read, fetchMissed]);

  const closeGapSoon = useEffectEvent(() => {
    if (!needsCatchUp(read().timeline) || job.current.isRunning) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => needsCatchUp(read().timeline) && void catchUp(),
      GAP_MS.min + Math.random() * GAP_MS.spread,
    );
  });

  useRoomEvents(
    useMemo(() => [conversation.roomId], [conversation]),
    ({ name, payload }) => {
      if (name === "message.changed" || name === "reactions.changed") update((timeline) => apply(timeline, payload));
      if (name === "room.changed") update((timeline) => apply(timeline, { rev: payload.rev }));
      closeGapSoon();
    },
    { onSubscribed: () => void catchUp() },
  );

  useUserEvents(({ name, payload }) => {
    if ((name === "own-reactions.changed" || name === "thread.changed") && payload.roomId === conversation.roomId)
      update((timeline) => apply(timeline, payload));
  });

  useEveryoneEvents(({ name, payload }) => {
    if (name === "user.changed") update((timeline) => withAuthor(timeline, payload.user));
  });

  // The first page may lack changes that came after it was requested.
  const { isLoaded } = store.state;
  const wasLoaded = useRef(isLoaded);
  useEffect(() => {
    if (isLoaded && !wasLoaded.current) void catchUp();
    wasLoaded.current = isLoaded;
  }, [isLoaded, catchUp]);

  // A page that was loaded may have taken `rev` back.
  const isBehind = needsCatchUp(store.state.timeline);
  useEffect(() => {
    if (isBehind) closeGapSoon();
  }, [isBehind]);

  useEffect(() => {
    isMounted.current = true;
    const onVisible = () => {
      if (document.visibilityState === "visible") void catchUp();
    };
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      isMounted.current = false;
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [catchUp]);
}
