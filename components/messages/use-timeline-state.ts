"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "@/lib/browser/api";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import { indexOfSeq } from "@/lib/messages/index-of-seq";
import {
  type ChangesPage,
  changesReplySchema,
  type HistoryPage,
  historyReplySchema,
  PAGE_MAX,
} from "@/lib/messages/schema";
import { type ConversationPage, fromPage, replacePage, type Timeline, trim } from "@/lib/messages/timeline";
import { threadReplySchema } from "@/lib/threads/page-schema";
import { cacheTimeline, findCachedTimeline, holdOnScreen } from "./timeline-cache";

/** Where the list scrolls to after a jump or a change of the window. Each jump makes a new object. */
export type ScrollTarget = {
  seq: number | "latest";
  highlight: boolean;
  /** The message goes to the top of the screen, where its reader had it, instead of the middle. */
  isReadingPosition?: boolean;
};

export type TimelineState = {
  timeline: Timeline;
  /** Changes with each new window. Pages that were requested for an earlier window are dropped. */
  windowId: number;
  target: ScrollTarget | null;
  /** False until the first page has come, when the conversation was opened without one. */
  isLoaded: boolean;
};

const NO_PAGE: HistoryPage = { messages: [], quotes: [], hasBefore: false, hasAfter: false, rev: 0 };

/** A window with more than `max` messages, of days or of years of reading back, is cut down to `kept`. */
const WINDOW = { max: 1500, kept: 1000 };

/** Where a conversation is opened: at a link's message, at the first unread one, or else where it was left. */
export type OpenPosition = { permalinkSeq?: number; unreadSeq?: number };

/**
 * Holds a timeline that asynchronous code can read at any moment. It begins with the cached timeline or with the page.
 * `anchor` is the message at the top of the screen, or null at the newest message.
 */
export function useTimelineState(
  viewerId: string,
  conversation: ConversationKey,
  initialPage: HistoryPage | null,
  position: OpenPosition,
) {
  const [state, setState] = useState<TimelineState>(() => begin(viewerId, conversation, initialPage, position));
  const current = useRef(state);
  const anchor = useRef(state.target?.isReadingPosition && state.target.seq !== "latest" ? state.target.seq : null);

  const set = useCallback((next: TimelineState) => {
    current.current = next;
    setState(next);
  }, []);
  const update = useCallback(
    (change: (timeline: Timeline) => Timeline) => {
      const timeline = change(current.current.timeline);
      if (timeline !== current.current.timeline) set({ ...current.current, timeline });
    },
    [set],
  );
  const replace = useCallback(
    (page: ConversationPage, target: ScrollTarget) => {
      const { timeline, windowId } = current.current;
      set({ timeline: replacePage(timeline, page), windowId: windowId + 1, target, isLoaded: true });
    },
    [set],
  );
  const scrollTo = useCallback((target: ScrollTarget) => set({ ...current.current, target }), [set]);
  const read = useCallback(() => current.current, []);

  const isLong = state.timeline.messages.length > WINDOW.max;
  useEffect(() => {
    if (isLong) update((timeline) => trim(timeline, WINDOW.kept, anchor.current));
  }, [isLong, update]);
  useEffect(() => {
    const release = holdOnScreen(() => current.current.timeline);
    return () => {
      release();
      if (current.current.isLoaded) cacheTimeline(current.current.timeline, anchor.current);
    };
  }, []);
  return { state, read, update, replace, scrollTo, anchor };
}

function begin(
  viewerId: string,
  conversation: ConversationKey,
  page: HistoryPage | null,
  position: OpenPosition,
): TimelineState {
  const cached = findCachedTimeline(viewerId, conversation);
  const wanted = position.permalinkSeq ?? position.unreadSeq;
  if (cached && wanted !== undefined && !page && hasSeq(cached.timeline, wanted)) {
    return { timeline: cached.timeline, windowId: 0, target: firstTarget(position), isLoaded: true };
  }
  if (cached && wanted === undefined && (!page || cached.anchorSeq !== null || cached.timeline.rev >= page.rev)) {
    return { timeline: cached.timeline, windowId: 0, target: readingTarget(cached.anchorSeq), isLoaded: true };
  }
  const timeline = fromPage(viewerId, conversation, page ?? NO_PAGE);
  return { timeline, windowId: 0, target: firstTarget(position), isLoaded: page !== null };
}

/** Returns where a conversation scrolls to when it is opened. */
export function firstTarget({ permalinkSeq, unreadSeq }: OpenPosition): ScrollTarget {
  return permalinkSeq === undefined ? readingTarget(unreadSeq ?? null) : { seq: permalinkSeq, highlight: true };
}

/** Whether the window has the message `seq`, or those on both sides of it: what is in threads only is not there. */
export function hasSeq({ messages }: Timeline, seq: number): boolean {
  const at = indexOfSeq(messages, seq);
  return messages[at]?.seq === seq || (at > 0 && at < messages.length);
}

/** Returns the target that takes a reader back to where they were. */
export function readingTarget(anchorSeq: number | null): ScrollTarget {
  return { seq: anchorSeq ?? "latest", highlight: false, isReadingPosition: true };
}

export type TimelineStore = ReturnType<typeof useTimelineState>;

/** Where the API has the conversation: its messages, and its read mark under `/read`. */
export const pathOf = ({ roomId, rootId }: ConversationKey, what = ""): string =>
  `/api/chat/${rootId ? `messages/${rootId}/thread` : `rooms/${roomId}`}${what}`;

export function fetchPage(conversation: ConversationKey, query: string): Promise<ConversationPage> {
  return conversation.rootId
    ? api(pathOf(conversation, query), { schema: threadReplySchema })
    : api(pathOf(conversation, `/messages${query}`), { schema: historyReplySchema });
}

export function fetchChanges({ roomId }: ConversationKey, since: number): Promise<ChangesPage> {
  const path = `/api/chat/rooms/${roomId}/changes?since=${since}&limit=${PAGE_MAX}`;
  return api(path, { schema: changesReplySchema });
}
