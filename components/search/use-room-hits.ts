"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useReader } from "@/components/ui/time";
import { queryInRoom } from "@/lib/search/edit-query";
import type { Hit } from "@/lib/search/schema";
import { fetchHits } from "./fetch-hits";
import { problemOf } from "./problem";

/** As many hits as the server gives at once. */
const PAGE = 50;
/** A room that was opened at an old hit looks for its place in so many pages. */
const PAGES_TO_PLACE_MAX = 10;

type State = {
  status: "idle" | "loading" | "ready" | "failed";
  hits: Hit[];
  next: string | null;
  /** The hit that was jumped to last, or -1 while it is not known which. */
  at: number;
  problem?: string;
};
const IDLE: State = { status: "idle", hits: [], next: null, at: -1 };

type Options = { roomId: string; query: string; seq?: number; onJump: (seq: number) => void };

/** The hits of a query in one room, the newest first, and the steps through them. `seq` is where the reader is already. */
export function useRoomHits({ roomId, query, seq, onJump }: Options) {
  const { zone } = useReader();
  const [state, setState] = useState<State>(IDLE);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(state);
  const jump = useRef(onJump);
  jump.current = onJump;
  const isStepping = useRef(false);
  const set = useCallback((next: State) => {
    latest.current = next;
    setState(next);
  }, []);

  const q = queryInRoom(query, roomId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt searches again.
  useEffect(() => {
    if (q === "") return set(IDLE);
    const stop = new AbortController();
    set({ ...latest.current, status: "loading", problem: undefined });
    const search = async () => {
      let page = await fetchHits({ q, zone, limit: PAGE }, stop.signal);
      let { hits } = page;
      const isPlaced = () => seq === undefined || hits.some((hit) => hit.message.seq <= seq);
      for (let pages = 1; pages < PAGES_TO_PLACE_MAX && page.next !== null && !isPlaced(); pages++) {
        page = await fetchHits({ q, zone, limit: PAGE, cursor: page.next }, stop.signal);
        hits = [...hits, ...page.hits];
      }
      const at = seq === undefined ? Math.min(0, hits.length - 1) : hits.findIndex((hit) => hit.message.seq === seq);
      set({ status: "ready", hits, next: page.next, at });
      if (seq === undefined && hits[0]) jump.current(hits[0].message.seq);
    };
    search().catch((fault) => {
      if (!stop.signal.aborted) set({ ...IDLE, status: "failed", problem: problemOf(fault) });
    });
    return () => stop.abort();
  }, [q, zone, seq, attempt, set]);

  const go = (hits: Hit[], next: string | null, at: number) => {
    set({ status: "ready", hits, next, at });
    const hit = hits[at];
    if (hit) jump.current(hit.message.seq);
  };

  /** Goes to an older hit by 1, to a newer one by -1. Behind the oldest comes the newest again. */
  async function step(by: 1 | -1): Promise<void> {
    const { status, hits, next, at } = latest.current;
    if (status === "failed") return setAttempt((count) => count + 1);
    if (status !== "ready" || hits.length === 0 || isStepping.current) return;
    const to = at + by;
    if (to >= 0 && to < hits.length) return go(hits, next, to);
    if (next === null) return go(hits, null, to < 0 ? hits.length - 1 : 0);
    if (to < 0) return go(hits, next, 0);
    isStepping.current = true;
    try {
      const page = await fetchHits({ q, zone, limit: PAGE, cursor: next });
      // Another query has been typed meanwhile.
      if (latest.current.hits === hits) go([...hits, ...page.hits], page.next, page.hits.length > 0 ? to : at);
    } catch (fault) {
      if (latest.current.hits === hits) set({ ...latest.current, problem: problemOf(fault) });
    } finally {
      isStepping.current = false;
    }
  }
  return { ...state, step };
}
