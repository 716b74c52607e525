"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "@/lib/browser/api";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import {
  type ChangesPage,
  changesReplySchema,
  type HistoryPage,
  historyReplySchema,
  PAGE_MAX,
} from "@/lib/messages/schema";
import { fromPage, indexOfSeq, replacePage, type Timeline, trim } from "@/lib/messages/timeline";
import { cacheTimeline, findCachedTimeline } from "./timeline-cache";

/** Where the list must go after a window was replaced, or at a jump; a new object for each wish. */
export type ScrollTarget = {
  seq: number | "latest";
  highlight: boolean;
  /** As the first row on screen, where a reader was before; else in the middle. */
  isReadingPosition?: boolean;
};

export type TimelineState = {
  timeline: Timeline;
  /** Changes when the window was replaced: pages that were on their way for the old one are dropped. */
  windowId: number;
  target: ScrollTarget | null;
  /** False until the first page is here, where the room was opened without one. */
  isLoaded: boolean;
};

const NO_PAGE: HistoryPage = { messages: [], quotes: [], hasBefore: false, hasAfter: false, rev: 0 };

/** A room that stays open for days, or is read back for years, is cut down to `kept` when it has grown beyond `max`. */
const WINDOW = { max: 1500, kept: 1000 };

/** Where a room is opened: at a link's message, at the first unread one, or else at the newest or where it was left. */
export type OpenPosition = { permalinkSeq?: number; unreadSeq?: number };

/**
 * One timeline that can be read at any moment, also by what was awaited meanwhile. It begins as it was left, or with
 * the page; `anchor` is where the reader is, null at the newest message.
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
    (page: HistoryPage, target: ScrollTarget) => {
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
  useEffect(
    () => () => {
      if (current.current.isLoaded) cacheTimeline(current.current.timeline, anchor.current);
    },
    [],
  );
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

/** Where a room that was not on screen before is opened. */
export function firstTarget({ permalinkSeq, unreadSeq }: OpenPosition): ScrollTarget {
  return permalinkSeq === undefined ? readingTarget(unreadSeq ?? null) : { seq: permalinkSeq, highlight: true };
}

function hasSeq({ messages }: Timeline, seq: number): boolean {
  return messages[indexOfSeq(messages, seq)]?.seq === seq;
}

/** Back to where a reader was. */
export function readingTarget(anchorSeq: number | null): ScrollTarget {
  return { seq: anchorSeq ?? "latest", highlight: false, isReadingPosition: true };
}

export type TimelineStore = ReturnType<typeof useTimelineState>;

export function fetchPage({ roomId }: ConversationKey, query: string): Promise<HistoryPage> {
  return api(`/api/chat/rooms/${roomId}/messages${query}`, { schema: historyReplySchema });
}

export function fetchChanges({ roomId }: ConversationKey, since: number): Promise<ChangesPage> {
  const path = `/api/chat/rooms/${roomId}/changes?since=${since}&limit=${PAGE_MAX}`;
  return api(path, { schema: changesReplySchema });
}
