import { useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { doneQueue, lastAnswered, waitingDone } from "@/lib/activity/browser/done-queue";
import { NOTHING_WAITS, UNDO, UNTIL, waitingOf, withWaiting } from "@/lib/activity/browser/waiting";
import type { ActivityEntry, ActivityPage } from "@/lib/activity/schema";
import { heardCounts, withoutEntries } from "./activity-counts";
import { fetchActivity } from "./fetch-activity";
import { refusedTicks } from "./refused-ticks";
import { useActivityEvents } from "./use-activity-events";
import { useEntryPages } from "./use-entry-pages";
import { useSeenReactions } from "./use-seen-reactions";

export type FirstActivity = { page: ActivityPage; unreadOnly: boolean; renderedAt: number };

/** How long the page that the server rendered is taken for the newest. */
const FRESH_MS = 5000;

/** What was ticked off last, and can be taken back. */
export type Undo = { entries: ActivityEntry[]; isAll: boolean };

/** The list of Activity: what the server rendered, kept up with what happens, and with what is ticked off here. */
export function useActivity(first: FirstActivity) {
  const pages = useEntryPages(
    { page: first.page, filter: first.unreadOnly },
    {
      fetchPage: (unreadOnly, wanted) => fetchActivity({ unreadOnly, ...wanted }),
      timeOf: ({ createdAt }) => createdAt,
    },
  );
  const { latest, load, refresh, loadMore, change, dropAnswers } = pages;
  const { filter: unreadOnly, ...state } = pages.state;
  const [undo, setUndo] = useState<Undo | null>(null);
  const viewer = useViewer();
  /** The moment at which the server ticked off all, when it was asked to last; null until it has answered. */
  const allDoneAt = useRef<string | null>(null);

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
    dropAnswers();
    const ids = new Set(changed.map(({ messageId }) => messageId));
    change((entries) => entries.map((one) => (ids.has(one.messageId) ? { ...one, unread } : one)));
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
    dropAnswers();
    const done = waitingOf([{ parts: [what], value }]);
    change((entries) => withWaiting(entries, done));
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
  const isNew = useSeenReactions(wanted, !unreadOnly);

  const entries = wanted?.filter((one) => !unreadOnly || one.unread) ?? null;
  return { ...state, unreadOnly, entries, isNew, undo, load, refresh, loadMore, markDone, markAll, takeBack };
}
