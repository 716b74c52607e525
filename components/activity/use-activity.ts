import { useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { doneQueue, lastAnswered, waitingDone } from "@/lib/activity/browser/done-queue";
import { NOTHING_WAITS, UNDO, UNTIL, waitingOf, withWaiting } from "@/lib/activity/browser/waiting";
import type { ActivityEntry, ActivityPage } from "@/lib/activity/schema";
import { heardCounts, withoutEntries } from "./activity-counts";
import { fetchActivity, problemOf } from "./fetch-activity";
import { withNewer, withOlder } from "./group-entries";
import { refusedTicks } from "./refused-ticks";
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
export type Undo = { entries: ActivityEntry[]; isAll: boolean };

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
  const viewer = useViewer();
  /** The moment at which the server ticked off all, when it was asked to last; null until it has answered. */
  const allDoneAt = useRef<string | null>(null);
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

  function show(changed: readonly ActivityEntry[], unread: boolean): void {
    turn.current += 1;
    const ids = new Set(changed.map(({ messageId }) => messageId));
    setState((was) => {
      const entries = was.entries?.map((one) => (ids.has(one.messageId) ? { ...one, unread } : one));
      return { ...was, entries: entries ?? null };
    });
  }

  function markDone(done: ActivityEntry[]): void {
    if (done.length === 0) return;
    tick(done, false);
    for (const { messageId } of done) doneQueue.wish(viewer.id, [messageId], true);
    setUndo({ entries: done, isAll: false });
  }

  function markAll(): void {
    const { entries, next } = latest.current;
    const all = withWaiting(entries ?? [], waitingDone.get());
    const newest = all
      .map(({ createdAt }) => createdAt)
      .sort()
      .at(-1);
    const done = all.filter(({ unread }) => unread);
    if (newest === undefined || (done.length === 0 && next === null)) return;
    tick(done, false);
    allDoneAt.current = null;
    doneQueue.wish(viewer.id, [UNTIL], newest);
    // What was to be unread again is ticked off by name, whichever is sent first.
    for (const { messageId } of done)
      if (waitingDone.get().done.has(messageId)) doneQueue.wish(viewer.id, [messageId], true);
    setUndo({ entries: done, isAll: true });
  }

  function takeBack({ entries, isAll }: Undo): void {
    setUndo(null);
    tick(entries, true);
    const doneAt = isAll ? allDoneAt.current : null;
    // What the server has ticked off beyond the loaded entries comes back by the moment; what it has not heard of is not sent.
    if (doneAt !== null) doneQueue.wish(viewer.id, [UNDO], doneAt);
    else {
      if (isAll) doneQueue.wish(viewer.id, [UNTIL], "");
      for (const { messageId } of entries) doneQueue.wish(viewer.id, [messageId], false);
    }
  }

  /** Shows entries as read, or unread again, in the list and in the number, before the server has confirmed it. */
  function tick(changed: readonly ActivityEntry[], unread: boolean): void {
    show(changed, unread);
    const counts = heardCounts.get();
    if (counts && !unread) heardCounts.set(withoutEntries(counts, changed));
  }

  useActivityEvents({ ask: refresh });
  const answered = useEffectEvent(() => {
    const answer = lastAnswered.get();
    if (!answer) return;
    const { what, value, read } = answer;
    if (what === UNTIL) allDoneAt.current = read.doneAt;
    if (what === UNDO) return void refresh().catch(() => {});
    // In another tab, and after a reload, what waited was not shown yet when it was ticked off.
    turn.current += 1;
    const done = waitingOf([{ parts: [what], value }]);
    setState((was) => ({ ...was, entries: was.entries && withWaiting(was.entries, done) }));
  });
  const refused = useEffectEvent(() => void refresh().catch(() => {}));
  useEffect(() => {
    doneQueue.resume(viewer.id);
    const stops = [lastAnswered.subscribe(() => answered()), refusedTicks.subscribe(() => refused())];
    return () => {
      for (const stop of stops) stop();
    };
  }, [viewer.id]);
  const onMount = useEffectEvent(() => {
    heardCounts.set(first.page.counts);
    // Who comes back to the page finds it as it was first opened: with another filter, or with what is old by now.
    const wanted = new URL(location.href).searchParams.get("unread") === "true";
    if (wanted !== first.unreadOnly) void load(wanted);
    else if (Date.now() - first.renderedAt > FRESH_MS) void refresh().catch(() => {});
  });
  useEffect(() => onMount(), []);
  const waiting = useSyncExternalStore(waitingDone.subscribe, waitingDone.get, () => NOTHING_WAITS);
  const wanted = useMemo(() => state.entries && withWaiting(state.entries, waiting), [state.entries, waiting]);
  const isNew = useSeenReactions(wanted, !state.unreadOnly);

  const shown = wanted?.filter((one) => !state.unreadOnly || one.unread) ?? null;
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
