"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useReader } from "@/components/ui/time";
import { queryInRoom } from "@/lib/search/edit-query";
import { mergeHits } from "@/lib/search/merge-hits";
import type { Hit } from "@/lib/search/schema";
import { fetchHits } from "./fetch-hits";
import { fetchToPlace } from "./fetch-to-place";
import { problemOf } from "./problem";
import { useHeld } from "./use-held";

/** As many hits as the server gives at once. */
const PAGE = 50;

type State = {
  status: "idle" | "loading" | "ready" | "failed";
  /** Until the server has answered, those among the messages that the browser holds. */
  hits: readonly Hit[];
  next: string | null;
  /** The hit that was jumped to last, or -1 while it is not known which. */
  at: number;
  problem?: string;
};
const IDLE: State = { status: "idle", hits: [], next: null, at: -1 };

type Options = { roomId: string; query: string; seq?: number; onJump: (seq: number) => void };

/**
 * The hits of a query in one room, the newest first, and the steps through them: at once those that the browser holds, then
 * the server's as well, without leaving the hit that was jumped to. `seq` is where the reader is already.
 */
export function useRoomHits({ roomId, query, seq, onJump }: Options) {
  const { zone } = useReader();
  const [state, setState] = useState<State>(IDLE);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(state);
  const jump = useRef(onJump);
  jump.current = onJump;
  const isStepping = useRef(false);
  const held = useHeld();
  const heldNow = useRef(held);
  heldNow.current = held;
  const set = useCallback((next: State) => {
    latest.current = next;
    setState(next);
  }, []);

  const q = queryInRoom(query, roomId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt searches again.
  useEffect(() => {
    if (q === "") return set(IDLE);
    const stop = new AbortController();
    const found = heldNow.current.search(q, PAGE);
    const asked = new Set(found.map(({ message }) => message.id));
    set({ status: "loading", hits: found, next: null, at: placeOf(found, seq) });
    if (seq === undefined && found[0]) jump.current(found[0].message.seq);
    const search = async () => {
      const fetchPage = (cursor?: string) => fetchHits({ q, zone, limit: PAGE, cursor }, stop.signal);
      const page = await fetchToPlace(fetchPage, () => seq ?? latest.current.hits[latest.current.at]?.message.seq);
      const all = mergeHits(heldNow.current.search(q, PAGE), page, asked);
      const here = latest.current.hits[latest.current.at];
      const same = here ? all.findIndex(({ message }) => message.id === here.message.id) : -1;
      const at = same >= 0 ? same : placeOf(all, seq);
      set({ status: "ready", hits: all, next: page.next, at });
      if (seq === undefined && same < 0 && all[at]) jump.current(all[at].message.seq);
    };
    search().catch((fault) => {
      if (!stop.signal.aborted) set({ ...latest.current, status: "failed", problem: problemOf(fault) });
    });
    return () => stop.abort();
  }, [q, zone, seq, attempt, set]);

  // What was deleted meanwhile is no hit any more.
  useEffect(() => {
    const { hits, at } = latest.current;
    const left = held.prune(hits);
    if (left === hits) return;
    const here = hits[at];
    const same = here ? left.findIndex(({ message }) => message.id === here.message.id) : -1;
    set({ ...latest.current, hits: left, at: same >= 0 ? same : Math.min(at, left.length - 1) });
  }, [held, set]);

  const go = (hits: readonly Hit[], next: string | null, at: number) => {
    set({ ...latest.current, hits, next, at });
    const hit = hits[at];
    if (hit) jump.current(hit.message.seq);
  };

  /** Goes to an older hit by 1, to a newer one by -1. Behind the oldest comes the newest again. */
  async function step(by: 1 | -1): Promise<void> {
    const { status, hits, next, at } = latest.current;
    const to = at + by;
    if (to >= 0 && to < hits.length && !isStepping.current) return go(hits, next, to);
    if (status === "failed") return setAttempt((count) => count + 1);
    if (status !== "ready" || (hits.length === 0 && next === null) || isStepping.current) return;
    if (next === null) return go(hits, null, to < 0 ? hits.length - 1 : 0);
    if (to < 0 && hits.length > 0) return go(hits, next, 0);
    isStepping.current = true;
    try {
      const page = await fetchHits({ q, zone, limit: PAGE, cursor: next });
      // Another query has been typed meanwhile.
      const isHere = latest.current.hits === hits;
      if (isHere) go([...hits, ...page.hits], page.next, page.hits.length > 0 ? Math.max(0, to) : at);
    } catch (fault) {
      if (latest.current.hits === hits) set({ ...latest.current, problem: problemOf(fault) });
    } finally {
      isStepping.current = false;
    }
  }
  return { ...state, step };
}

/** Which hit the reader is at: the newest, or the one at which the room was opened, or none. */
function placeOf(hits: readonly Hit[], seq: number | undefined): number {
  return seq === undefined ? Math.min(0, hits.length - 1) : hits.findIndex(({ message }) => message.seq === seq);
}
