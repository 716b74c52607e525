"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "@/lib/browser/api";
import { retryDelay } from "@/lib/browser/retry-delay";
import { type ConversationKey, conversationId } from "@/lib/messages/conversation-key";
import type { ConversationPage } from "@/lib/messages/timeline";
import { findCachedTimeline } from "./timeline-cache";
import { fetchPage, firstTarget, type OpenPosition, type TimelineStore } from "./use-timeline-state";

/** A preloaded page is used for this long. Catch-up brings the changes since. */
const FRESH_MS = 20_000;

type Ahead = { page: Promise<ConversationPage>; at: number };
const ahead = new Map<string, Ahead>();
const keyOf = (viewerId: string, conversation: ConversationKey) => `${viewerId} ${conversationId(conversation)}`;

/**
 * Fetches a conversation's newest messages when a pointer comes near its link, so that they are there when it is
 * opened.
 */
export function preloadPage(viewerId: string, conversation: ConversationKey): void {
  const key = keyOf(viewerId, conversation);
  const known = ahead.get(key);
  if (findCachedTimeline(viewerId, conversation) || (known && Date.now() - known.at < FRESH_MS)) return;
  const page = fetchPage(conversation, "");
  ahead.set(key, { page, at: Date.now() });
  const forget = () => ahead.get(key)?.page === page && ahead.delete(key);
  page.catch(forget);
  setTimeout(forget, FRESH_MS);
}

/** Why the first messages of a conversation cannot be loaded, and how to try again. */
export type FirstPage = { problem: "network" | "gone" | "other" | null; retry: () => void };

/** Loads the first messages of a conversation that was opened without any, and tries until it has them. */
export function useFirstPage(conversation: ConversationKey, store: TimelineStore, position: OpenPosition): FirstPage {
  const { read, replace } = store;
  const { permalinkSeq, unreadSeq } = position;
  const around = permalinkSeq ?? unreadSeq;
  const [problem, setProblem] = useState<FirstPage["problem"]>(null);
  const [attempt, setAttempt] = useState(0);
  const failures = useRef(0);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt fetches again.
  useEffect(() => {
    if (read().isLoaded) return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const key = keyOf(read().timeline.viewerId, conversation);
    const known = around === undefined ? ahead.get(key)?.page : undefined;
    ahead.delete(key);
    const query = around === undefined ? "" : `?around=${around}`;
    (known ?? fetchPage(conversation, query)).then(
      (page) => {
        if (!isCurrent || read().isLoaded) return;
        setProblem(null);
        replace(page, firstTarget({ permalinkSeq, unreadSeq }));
      },
      (error) => {
        if (!isCurrent) return;
        const isNetwork = error instanceof ApiError && error.code === "network";
        setProblem(isNetwork ? "network" : error.status === 404 ? "gone" : "other");
        if (isNetwork) timer = setTimeout(retry, retryDelay(failures.current++));
      },
    );
    window.addEventListener("online", retry);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      window.removeEventListener("online", retry);
    };
  }, [conversation, permalinkSeq, unreadSeq, attempt, read, replace, retry]);
  return { problem, retry };
}
