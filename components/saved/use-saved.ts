import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from "react";
import { problemOf } from "@/components/activity/fetch-activity";
import { useOnReconnect, useUserEvents } from "@/components/realtime/use-channel";
import { onSavedAnswer, type SavedAnswer } from "@/lib/saved/browser/saved-queue";
import { savedState } from "@/lib/saved/browser/saved-state";
import type { SavedEntry, SavedPage } from "@/lib/saved/schema";
import { fetchSaved } from "./fetch-saved";
import { type SavedTab, withAnswer, withNewer, withWishes } from "./shown-entries";

export type FirstSaved = { page: SavedPage; tab: SavedTab; renderedAt: number };

/** How long the page that the server rendered is taken for the newest. */
const FRESH_MS = 5000;
const PAGE = 30;
const REFRESHED_MAX = 100;

type State = {
  /** Null while a tab's first page is on its way. */
  entries: SavedEntry[] | null;
  next: string | null;
  tab: SavedTab;
  problem: string | null;
  isLoadingMore: boolean;
  moreProblem: string | null;
};

const NOTHING: ReadonlyMap<string, string> = new Map();
/** Rooms that are joined or left bring and take what was saved there. */
const CHANGING = ["saved.changed", "membership.changed"];

/** The list of what is saved: what the server rendered, kept up with what happens here and on other devices. */
export function useSaved(first: FirstSaved) {
  const [state, setState] = useState<State>(() => ({
    ...{ entries: first.page.entries, next: first.page.next, tab: first.tab },
    ...{ problem: null, isLoadingMore: false, moreProblem: null },
  }));
  const wanted = useSyncExternalStore(
    savedState.subscribe,
    () => savedState.get().wanted,
    () => NOTHING,
  );
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  }, [state]);
  // An answer to a question from before is dropped.
  const turn = useRef(0);
  const put = (news: Partial<State>) => setState((was) => ({ ...was, ...news }));

  async function load(tab: SavedTab): Promise<void> {
    turn.current += 1;
    const own = turn.current;
    put({ entries: null, next: null, tab, problem: null, moreProblem: null });
    try {
      const { entries, next } = await fetchSaved({ tab });
      if (own === turn.current) put({ entries, next });
    } catch (fault) {
      if (own === turn.current) put({ problem: problemOf(fault) });
    }
  }

  /** Asks again for what is shown, and leaves it as it is until the answer. */
  async function refresh(): Promise<void> {
    const { entries: shown, tab } = latest.current;
    if (shown === null) return load(tab);
    turn.current += 1;
    const own = turn.current;
    const limit = Math.min(Math.max(shown.length, PAGE), REFRESHED_MAX);
    const { entries, next } = await fetchSaved({ tab, limit });
    if (own !== turn.current) return;
    setState((was) => {
      const merged = withNewer(was.entries ?? [], entries, tab, next === null);
      return { ...was, entries: merged, next: merged.length > entries.length ? was.next : next, problem: null };
    });
  }

  async function loadMore(): Promise<void> {
    const { next, tab, isLoadingMore } = latest.current;
    if (next === null || isLoadingMore) return;
    put({ isLoadingMore: true, moreProblem: null });
    const own = turn.current;
    try {
      const page = await fetchSaved({ tab, after: next });
      const told = new Set(page.entries.map(({ messageId }) => messageId));
      if (own === turn.current)
        setState((was) => ({
          ...was,
          entries: [...(was.entries ?? []).filter(({ messageId }) => !told.has(messageId)), ...page.entries],
          next: page.next,
        }));
      put({ isLoadingMore: false });
    } catch (fault) {
      put({ isLoadingMore: false, moreProblem: problemOf(fault) });
    }
  }

  // What fails now, as without a network, is asked again after the connection is back.
  const renew = () => void refresh().catch(() => {});
  useUserEvents(({ name }) => CHANGING.includes(name) && renew());
  useOnReconnect(renew);
  const onAnswer = useEffectEvent((answer: SavedAnswer) => {
    setState((was) => ({ ...was, entries: was.entries && withAnswer(was.entries, answer, was.tab) }));
  });
  const onMount = useEffectEvent(() => {
    // Who comes back to the page finds it as it was first opened: with another tab, or with what is old by now.
    const tab = new URL(location.href).searchParams.get("state") === "done" ? "done" : "todo";
    if (tab !== first.tab) void load(tab);
    else if (Date.now() - first.renderedAt > FRESH_MS) renew();
    return onSavedAnswer((answer) => onAnswer(answer));
  });
  useEffect(() => onMount(), []);

  return { ...state, entries: state.entries && withWishes(state.entries, wanted, state.tab), load, loadMore };
}
