import { useEffect, useRef, useState } from "react";
import { problemOf } from "./fetch-activity";

const PAGE = 30;
const REFRESHED_MAX = 100;

type Entry = { messageId: string };
type Page<E> = { entries: E[]; next: string | null };

type Ports<E, F> = {
  fetchPage: (filter: F, wanted?: { after?: string; limit?: number }) => Promise<Page<E>>;
  /** The time by which entries are in order, the newest first. */
  timeOf: (entry: E, filter: F) => string;
};

type State<E, F> = {
  /** Null while the first page of a filter is on its way. */
  entries: E[] | null;
  next: string | null;
  filter: F;
  problem: string | null;
  isLoadingMore: boolean;
  moreProblem: string | null;
};

/** A list in pages that begins with one that the server rendered: another filter, what is older, and all of it anew. */
export function useEntryPages<E extends Entry, F>(
  first: { page: Page<E>; filter: F },
  { fetchPage, timeOf }: Ports<E, F>,
) {
  const [state, setState] = useState<State<E, F>>(() => ({
    ...{ entries: first.page.entries, next: first.page.next, filter: first.filter },
    ...{ problem: null, isLoadingMore: false, moreProblem: null },
  }));
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  }, [state]);
  // An answer to a question from before is dropped.
  const turn = useRef(0);
  const put = (news: Partial<State<E, F>>) => setState((was) => ({ ...was, ...news }));

  async function load(filter: F): Promise<void> {
    turn.current += 1;
    const own = turn.current;
    put({ entries: null, next: null, filter, problem: null, moreProblem: null });
    try {
      const { entries, next } = await fetchPage(filter);
      if (own === turn.current) put({ entries, next });
    } catch (fault) {
      if (own === turn.current) put({ problem: problemOf(fault) });
    }
  }

  /** Asks again for what is shown, and leaves it as it is until the answer. Throws `ApiError`. */
  async function refresh(): Promise<void> {
    const { entries: shown, filter } = latest.current;
    if (shown === null) return load(filter);
    turn.current += 1;
    const own = turn.current;
    const limit = Math.min(Math.max(shown.length, PAGE), REFRESHED_MAX);
    const { entries, next } = await fetchPage(filter, { limit });
    if (own !== turn.current) return;
    setState((was) => {
      const merged = withNewer(was.entries ?? [], entries, next === null, (one) => timeOf(one, filter));
      return { ...was, entries: merged, next: merged.length > entries.length ? was.next : next, problem: null };
    });
  }

  async function loadMore(): Promise<void> {
    const { next, filter, isLoadingMore } = latest.current;
    if (next === null || isLoadingMore) return;
    put({ isLoadingMore: true, moreProblem: null });
    const own = turn.current;
    try {
      const page = await fetchPage(filter, { after: next });
      if (own === turn.current)
        setState((was) => ({ ...was, entries: withOlder(was.entries ?? [], page.entries), next: page.next }));
      put({ isLoadingMore: false });
    } catch (fault) {
      put({ isLoadingMore: false, moreProblem: problemOf(fault) });
    }
  }

  /** Changes what is shown. */
  const change = (changed: (entries: E[]) => E[]) =>
    setState((was) => ({ ...was, entries: was.entries && changed(was.entries) }));

  /** Lets no answer that is on its way change what is shown: it may not know of what is done now. */
  const dropAnswers = () => {
    turn.current += 1;
  };

  return { state, latest, load, refresh, loadMore, change, dropAnswers };
}

/** What a newer answer says of the first entries, and the further ones that were loaded already. */
export function withNewer<E extends Entry>(
  known: readonly E[],
  newer: readonly E[],
  isAll: boolean,
  timeOf: (entry: E) => string,
): E[] {
  const last = newer.at(-1);
  if (isAll || !last) return [...newer];
  const told = new Set(newer.map(({ messageId }) => messageId));
  return [...newer, ...known.filter((one) => timeOf(one) <= timeOf(last) && !told.has(one.messageId))];
}

/** The entries with those of a further page, each once. */
export function withOlder<E extends Entry>(known: readonly E[], older: readonly E[]): E[] {
  const told = new Set(known.map(({ messageId }) => messageId));
  return [...known, ...older.filter(({ messageId }) => !told.has(messageId))];
}
