import { useEffect, useEffectEvent, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import type { ActivityEntry, ActivityPage } from "@/lib/activity/schema";
import { heardCounts } from "./activity-counts";
import { fetchActivity, postRead, problemOf } from "./fetch-activity";
import { withNewer, withOlder } from "./group-entries";
import { useActivityEvents } from "./use-activity-events";
import { useSeenReactions } from "./use-seen-reactions";

export type FirstActivity = { page: ActivityPage; unreadOnly: boolean; renderedAt: number };

/** How long the page that the server rendered is taken for the newest. */
const FRESH_MS = 5000;
const REFRESHED_MAX = 100;

type State = {
  /** Null while a filter's first page is on its way. */
  entries: ActivityEntry[] | null;
  next: string | null;
  unreadOnly: boolean;
  problem: string | null;
  isLoadingMore: boolean;
  moreProblem: string | null;
};

/** What was ticked off last, and can be taken back. */
export type Undo = { doneAt: string; entries: ActivityEntry[]; isAll: boolean };

/** The list of Activity: what the server rendered, kept up with what happens, and with what is ticked off here. */
export function useActivity(first: FirstActivity) {
  const [state, setState] = useState<State>(() => ({
    ...{ entries: first.page.entries, next: first.page.next, unreadOnly: first.unreadOnly },
    ...{ problem: null, isLoadingMore: false, moreProblem: null },
  }));
  const [undo, setUndo] = useState<Undo | null>(null);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  }, [state]);
  // An answer to a question from before is dropped.
  const turn = useRef(0);
  const put = (news: Partial<State>) => setState((was) => ({ ...was, ...news }));

  async function load(unreadOnly: boolean): Promise<void> {
    turn.current += 1;
    const own = turn.current;
    put({ entries: null, next: null, unreadOnly, problem: null, moreProblem: null });
    try {
      const { entries, next } = await fetchActivity({ unreadOnly });
      if (own === turn.current) put({ entries, next });
    } catch (fault) {
      if (own === turn.current) put({ problem: problemOf(fault) });
    }
  }

  /** Asks again for what is shown, and leaves it as it is until the answer. */
  async function refresh(): Promise<void> {
    const { entries: shown, unreadOnly } = latest.current;
    if (shown === null) return load(unreadOnly);
    turn.current += 1;
    const own = turn.current;
    const limit = Math.min(Math.max(shown.length, 30), REFRESHED_MAX);
    const { entries, next } = await fetchActivity({ unreadOnly, limit });
    if (own !== turn.current) return;
    setState((was) => {
      const merged = withNewer(was.entries ?? [], entries, next === null);
      return { ...was, entries: merged, next: merged.length > entries.length ? was.next : next, problem: null };
    });
  }

  async function loadMore(): Promise<void> {
    const { next, unreadOnly, isLoadingMore } = latest.current;
    if (next === null || isLoadingMore) return;
    put({ isLoadingMore: true, moreProblem: null });
    const own = turn.current;
    try {
      const page = await fetchActivity({ unreadOnly, after: next });
      if (own === turn.current)
        setState((was) => ({ ...was, entries: withOlder(was.entries ?? [], page.entries), next: page.next }));
      put({ isLoadingMore: false });
    } catch (fault) {
      put({ isLoadingMore: false, moreProblem: problemOf(fault) });
    }
  }

  /** Shows entries as read, or unread again, before the server has confirmed it. */
  function show(changed: readonly ActivityEntry[], unread: boolean): void {
    turn.current += 1;
    const ids = new Set(changed.map(({ messageId }) => messageId));
    setState((was) => {
      const entries = was.entries?.map((one) => (ids.has(one.messageId) ? { ...one, unread } : one));
      return { ...was, entries: entries ?? null };
    });
  }

  async function markDone(done: ActivityEntry[]): Promise<void> {
    if (done.length === 0) return;
    show(done, false);
    try {
      const { doneAt } = await postRead({ messageIds: done.map(({ messageId }) => messageId) });
      setUndo({ doneAt, entries: done, isAll: false });
    } catch (fault) {
      show(done, true);
      toast.error("That could not be marked as read", { description: problemOf(fault) });
    }
  }

  async function markAll(): Promise<void> {
    const newest = latest.current.entries
      ?.map(({ createdAt }) => createdAt)
      .sort()
      .at(-1);
    const done = (latest.current.entries ?? []).filter(({ unread }) => unread);
    if (newest === undefined || (done.length === 0 && latest.current.next === null)) return;
    show(done, false);
    try {
      const { doneAt } = await postRead({ until: newest });
      setUndo({ doneAt, entries: done, isAll: true });
    } catch (fault) {
      show(done, true);
      toast.error("Nothing was marked as read", { description: problemOf(fault) });
    }
  }

  async function takeBack({ doneAt, entries }: Undo): Promise<void> {
    setUndo(null);
    try {
      await postRead({ undo: doneAt });
      show(entries, true);
      await refresh();
    } catch (fault) {
      toast.error("That could not be taken back", { description: problemOf(fault) });
    }
  }

  useActivityEvents({ ask: refresh });
  const onMount = useEffectEvent(() => {
    heardCounts.set(first.page.counts);
    // Who comes back to the page finds it as it was first opened: with another filter, or with what is old by now.
    const wanted = new URL(location.href).searchParams.get("unread") === "true";
    if (wanted !== first.unreadOnly) void load(wanted);
    else if (Date.now() - first.renderedAt > FRESH_MS) void refresh().catch(() => {});
  });
  useEffect(() => onMount(), []);
  const isNew = useSeenReactions(state.entries, !state.unreadOnly);

  const shown = state.entries?.filter((one) => !state.unreadOnly || one.unread) ?? null;
  return {
    ...state,
    entries: shown,
    isNew,
    undo,
    load,
    refresh,
    loadMore,
    markDone,
    markAll,
    takeBack,
  };
}
