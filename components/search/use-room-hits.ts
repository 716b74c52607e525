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

type Options = { roomId: string; query: string; seq?: number; onJump: (message: Hit["message"]) => void };

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
  const stepping = useRef<AbortController | null>(null);
  const attempted = useRef(attempt);
  const held = useHeld();
  const heldNow = useRef(held);
  heldNow.current = held;
  const set = useCallback((next: State) => {
    latest.current = next;
    setState(next);
  }, []);

  const q = queryInRoom(query, roomId);
  useEffect(() => {
    if (q === "") return set(IDLE);
    const stop = new AbortController();
    const found = heldNow.current.search(q, PAGE);
    const asked = new Set(found.map(({ message }) => message.id));
    // Another attempt goes on at the hit that was jumped to last.
    const before = attempted.current === attempt ? undefined : latest.current.hits[latest.current.at];
    attempted.current = attempt;
    const kept = indexOf(found, before);
    set({ status: "loading", hits: found, next: null, at: kept >= 0 ? kept : placeOf(found, seq) });
    if (seq === undefined && kept < 0 && found[0]) jump.current(found[0].message);
    const search = async () => {
      const fetchPage = (cursor?: string) => fetchHits({ q, zone, limit: PAGE, cursor }, stop.signal);
      const page = await fetchToPlace(fetchPage, () => latest.current.hits[latest.current.at]?.message.seq ?? seq);
      const all = mergeHits(heldNow.current.search(q, PAGE), page, asked);
      const same = indexOf(all, latest.current.hits[latest.current.at]);
      const at = same >= 0 ? same : placeOf(all, seq);
      set({ status: "ready", hits: all, next: page.next, at });
      if (seq === undefined && same < 0 && all[at]) jump.current(all[at].message);
    };
    search().catch((fault) => {
      if (!stop.signal.aborted) set({ ...latest.current, status: "failed", problem: problemOf(fault) });
    });
    return () => {
      stop.abort();
      stepping.current?.abort();
      stepping.current = null;
    };
  }, [q, zone, seq, attempt, set]);

  // What was deleted meanwhile is no hit any more.
  useEffect(() => {
    const { hits, at } = latest.current;
    const left = held.prune(hits);
    if (left === hits) return;
    const same = indexOf(left, hits[at]);
    set({ ...latest.current, hits: left, at: same >= 0 ? same : Math.min(at, left.length - 1) });
  }, [held, set]);

  const go = (hits: readonly Hit[], next: string | null, at: number) => {
    const { status, problem } = latest.current;
    // A step that has failed says so until the next one, and a search that has failed until it is made again.
    set({ status, hits, next, at, problem: status === "failed" ? problem : undefined });
    const hit = hits[at];
    if (hit) jump.current(hit.message);
  };

  /** Goes to an older hit by 1, to a newer one by -1. Behind the oldest comes the newest again. */
  async function step(by: 1 | -1): Promise<void> {
    const { status, hits, next, at } = latest.current;
    const to = at + by;
    if (to >= 0 && to < hits.length && !stepping.current) return go(hits, next, to);
    if (status === "failed") return setAttempt((count) => count + 1);
    if (status !== "ready" || (hits.length === 0 && next === null) || stepping.current) return;
    if (next === null) return go(hits, null, to < 0 ? hits.length - 1 : 0);
    if (to < 0 && hits.length > 0) return go(hits, next, 0);
    // Another query that is typed meanwhile ends this step, and what is deleted meanwhile does not.
    const stop = new AbortController();
    stepping.current = stop;
    try {
      const page = await fetchHits({ q, zone, limit: PAGE, cursor: next }, stop.signal);
      const { hits: before, at: here } = latest.current;
      if (stop.signal.aborted) return;
      go([...before, ...page.hits], page.next, page.hits.length > 0 ? here + 1 : here);
    } catch (fault) {
      if (!stop.signal.aborted) set({ ...latest.current, problem: problemOf(fault) });
    } finally {
      if (stepping.current === stop) stepping.current = null;
    }
  }
  return { ...state, step };
}

function indexOf(hits: readonly Hit[], hit: Hit | undefined): number {
  return hit ? hits.findIndex(({ message }) => message.id === hit.message.id) : -1;
}

/** Which hit the reader is at: the newest, or the one at which the room was opened, or none. */
function placeOf(hits: readonly Hit[], seq: number | undefined): number {
  return seq === undefined ? Math.min(0, hits.length - 1) : hits.findIndex(({ message }) => message.seq === seq);
}
