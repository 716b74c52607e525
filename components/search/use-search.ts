"use client";

import { useSearchParams } from "next/navigation";
import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { useOnReconnect } from "@/components/realtime/use-connection";
import { useReader } from "@/components/ui/time";
import { addRecentSearch } from "@/lib/search/browser/recent-searches";
import type { FirstPage } from "@/lib/search/first-page";
import { mergeHits } from "@/lib/search/merge-hits";
import { fetchHits } from "./fetch-hits";
import { holdPlace } from "./hold-place";
import { isQueryWrong, problemOf } from "./problem";
import { appendResults, isWaitingFor, type ReadyResults, type Results, readyResults, resultsOf } from "./results";
import { forgetResults, recallResults } from "./search-memory";
import { useHeld } from "./use-held";
import { searchHeldFor, useListed } from "./use-held-results";
import { keyOf, queryOf, readWish, searchAddress, type Wish } from "./wish";

/** The greatest page of hits, for a list in which more are shown already. */
const HITS_MAX = 50;

/** The search that the server has rendered the page with. `answer` is null where nothing was asked. */
export type FirstSearch = { wish: Wish; answer: FirstPage | null; renderedAt: number };

/**
 * The results of the search in the address: those of the server's page, those that one comes back to, or else the API's.
 * `listed` has what the browser holds until they come, and no hit that is known to be gone; `list` is the element it scrolls in.
 * `go` searches for something else, in a new entry of the browser's history, and returns the key that the search will have.
 */
export function useSearch(first: FirstSearch, list: RefObject<HTMLElement | null>) {
  const params = useSearchParams();
  const { zone } = useReader();
  const wish = useMemo(() => readWish((name) => params.get(name), zone), [params, zone]);
  const key = keyOf(wish);
  const { renderedAt } = first;
  const [found, setFound] = useState(() => ({ ...begin(key, first), renderedAt }));
  const [attempt, setAttempt] = useState(0);
  // The server has rendered the same search anew, as when the box above the chats has asked for it.
  if (found.key === key && found.renderedAt < renderedAt && keyOf(first.wish) === key)
    setFound({ ...begin(key, first), renderedAt });
  const results = found.key === key ? found.results : begin(key, first).results;
  const current = useRef({ key, results, renderedAt });
  current.current = { key, results, renderedAt };
  const set = useCallback((forKey: string, next: Results) => {
    if (forKey === current.current.key) setFound({ ...current.current, results: next });
  }, []);

  const held = useHeld();
  const heldNow = useRef(held);
  heldNow.current = held;
  const returnToPlace = useRef<(() => void) | null>(null);
  const isWanted = results.status === "loading";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again.
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    const before = searchHeldFor(wish, heldNow.current);
    const asked = new Set(before.map(({ message }) => message.id));
    fetchHits({ ...wish, ...(before.length > 0 && { limit: HITS_MAX }) }, stop.signal).then(
      (page) => {
        returnToPlace.current = before.length > 0 ? holdPlace(list.current) : null;
        const hits = wish.sort === "newest" ? mergeHits(searchHeldFor(wish, heldNow.current), page, asked) : page.hits;
        set(key, readyResults({ ...page, hits }));
      },
      (fault) => {
        if (stop.signal.aborted) return;
        set(key, { status: "failed", problem: problemOf(fault), isQueryWrong: isQueryWrong(fault) });
      },
    );
    return () => stop.abort();
  }, [isWanted, key, attempt, set]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the results have just been drawn.
  useLayoutEffect(() => {
    returnToPlace.current?.();
    returnToPlace.current = null;
  }, [results]);

  // What was deleted meanwhile, or whose room was left, goes from the list, also from one that is come back to.
  useEffect(() => {
    if (results.status !== "ready") return;
    const left = held.prune(results.hits);
    if (left !== results.hits) set(key, { ...results, hits: [...left] });
  }, [held, results, key, set]);
  const listed = useListed(wish, results, held);

  const viewer = useViewer();
  const isReady = results.status === "ready";
  useEffect(() => {
    if (isReady) addRecentSearch(viewer.id, wish.q);
  }, [isReady, viewer.id, wish.q]);

  const loadMore = useCallback(async () => {
    const { key: at, results: now } = current.current;
    if (now.status !== "ready" || now.next === null || now.isLoadingMore) return;
    const cursor = now.next;
    set(at, { ...now, isLoadingMore: true, moreProblem: undefined });
    const end = (change: (results: ReadyResults) => ReadyResults) => {
      const { results } = current.current;
      if (isWaitingFor(results, cursor)) set(at, change(results));
    };
    await fetchHits({ ...wish, cursor }).then(
      (page) => end((results) => appendResults(results, page)),
      (fault) => end((results) => ({ ...results, isLoadingMore: false, moreProblem: problemOf(fault) })),
    );
  }, [wish, set]);

  const retry = useCallback(() => {
    setFound({ ...current.current, results: { status: "loading" } });
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
      const next = keyOf({ q, sort, cursor: null, zone });
      // The same search asks again, because there may be newer messages.
      forgetResults(next);
      setFound({ ...startOf(next), renderedAt });
      setAttempt((count) => count + 1);
      if (new URL(address, location.href).href !== location.href) history.pushState(null, "", address);
      return next;
    },
    [wish.sort, zone, renderedAt],
  );
  return { wish, key, results, listed, go, retry, loadMore };
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
