"use client";

import { useCallback, useRef, useState } from "react";
import { api } from "@/lib/http/api";
import {
  type ChangesPage,
  changesReplySchema,
  type HistoryPage,
  historyReplySchema,
  PAGE_MAX,
} from "@/lib/messages/schema";
import { fromPage, replacePage, type Timeline } from "@/lib/messages/timeline";

/** Where the list must go after a window was replaced, or at a jump; a new object for each wish. */
export type ScrollTarget = { seq: number | "latest"; highlight: boolean };

export type TimelineState = {
  timeline: Timeline;
  /** Changes when the window was replaced: pages that were on their way for the old one are dropped. */
  windowId: number;
  target: ScrollTarget | null;
};

/** One timeline that can be read at any moment, also by what was awaited meanwhile. */
export function useTimelineState(
  roomId: string,
  viewerId: string,
  initialPage: HistoryPage,
  first: ScrollTarget | null,
) {
  const [state, setState] = useState<TimelineState>(() => ({
    timeline: fromPage(roomId, viewerId, initialPage),
    windowId: 0,
    target: first,
  }));
  const current = useRef(state);

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
      set({ timeline: replacePage(timeline, page), windowId: windowId + 1, target });
    },
    [set],
  );
  const scrollTo = useCallback((target: ScrollTarget) => set({ ...current.current, target }), [set]);
  const read = useCallback(() => current.current, []);
  return { state, read, update, replace, scrollTo };
}

export type TimelineStore = ReturnType<typeof useTimelineState>;

export function fetchPage(roomId: string, query: string): Promise<HistoryPage> {
  return api(`/api/chat/rooms/${roomId}/messages${query}`, { schema: historyReplySchema });
}

export function fetchChanges(roomId: string, since: number): Promise<ChangesPage> {
  const path = `/api/chat/rooms/${roomId}/changes?since=${since}&limit=${PAGE_MAX}`;
  return api(path, { schema: changesReplySchema });
}
