"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { useOnReconnect } from "@/components/realtime/use-connection";
import { useReader } from "@/components/ui/time";
import { addRecentSearch } from "@/lib/search/browser/recent-searches";
import type { FirstPage } from "@/lib/search/first-page";
import { fetchHits } from "./fetch-hits";
import { isQueryWrong, problemOf } from "./problem";
import { appendResults, type Results, readyResults, resultsOf } from "./results";
import { recallResults } from "./search-memory";
import { keyOf, queryOf, readWish, searchAddress, type Wish } from "./wish";

/** The search that the server has rendered the page with. `answer` is null where nothing was asked. */
export type FirstSearch = { wish: Wish; answer: FirstPage | null; renderedAt: number };

/**
 * The results of the search in the address: those of the server's page, those that one comes back to, or else the API's.
 * `go` searches for something else, in a new entry of the browser's history.
 */
export function useSearch(first: FirstSearch) {
  const params = useSearchParams();
  const { zone } = useReader();
  const wish = useMemo(() => readWish((name) => params.get(name), zone), [params, zone]);
  const key = keyOf(wish);
  const [held, setHeld] = useState(() => begin(key, first));
  const [attempt, setAttempt] = useState(0);
  const results = held.key === key ? held.results : begin(key, first).results;
  const current = useRef({ key, results });
  current.current = { key, results };
  const set = useCallback((forKey: string, next: Results) => {
    if (forKey === current.current.key) setHeld({ key: forKey, results: next });
  }, []);

  const isWanted = results.status === "loading";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again.
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    fetchHits(wish, stop.signal).then(
      (page) => set(key, readyResults(page)),
      (fault) => {
        if (stop.signal.aborted) return;
        set(key, { status: "failed", problem: problemOf(fault), isQueryWrong: isQueryWrong(fault) });
      },
    );
    return () => stop.abort();
  }, [isWanted, key, attempt, set]);

  const viewer = useViewer();
  const isReady = results.status === "ready";
  useEffect(() => {
    if (isReady) addRecentSearch(viewer.id, wish.q);
  }, [isReady, viewer.id, wish.q]);

  const loadMore = useCallback(async () => {
    const { key: at, results: now } = current.current;
    if (now.status !== "ready" || now.next === null || now.isLoadingMore) return;
    set(at, { ...now, isLoadingMore: true, moreProblem: undefined });
    try {
      const page = await fetchHits({ ...wish, cursor: now.next });
      set(at, appendResults(now, page));
    } catch (fault) {
      set(at, { ...now, isLoadingMore: false, moreProblem: problemOf(fault) });
    }
  }, [wish, set]);

  const retry = useCallback(() => {
    setHeld({ key: current.current.key, results: { status: "loading" } });
    setAttempt((count) => count + 1);
  }, []);
  const retryIfFailed = useEffectEvent(() => {
    if (results.status === "failed" && !results.isQueryWrong) retry();
    if (results.status === "ready" && results.moreProblem) void loadMore();
  });
  useOnReconnect(retryIfFailed);
  useEffect(() => {
    const onOnline = () => retryIfFailed();
    window.addEventListener("online", onOnline);
    return () => window.removeEventListener("online", onOnline);
  }, []);

  const go = useCallback(
    (q: string, sort = wish.sort) => {
      const address = searchAddress({ q, sort });
      // The same search asks again, because there may be newer messages.
      setHeld(startOf(keyOf({ q, sort, cursor: null, zone })));
      setAttempt((count) => count + 1);
      if (new URL(address, location.href).href !== location.href) history.pushState(null, "", address);
    },
    [wish.sort, zone],
  );
  return { wish, key, results, go, retry, loadMore };
}

function begin(key: string, first: FirstSearch): { key: string; results: Results } {
  const known = recallResults(key, first.renderedAt);
  if (known) return { key, results: known.results };
  if (keyOf(first.wish) === key) return { key, results: resultsOf(first.answer) };
  return startOf(key);
}

function startOf(key: string): { key: string; results: Results } {
  return { key, results: { status: queryOf(key).trim() === "" ? "none" : "loading" } };
}
