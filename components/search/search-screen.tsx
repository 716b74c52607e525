"use client";

import { useEffect, useRef, useState } from "react";
import { countHits } from "./group-hits";
import { HitList } from "./hit-list";
import type { Results } from "./results";
import { SearchHeader } from "./search-header";
import { FailedSearch, LoadingHits, NothingFound, SearchHints } from "./search-states";
import { SortLinks } from "./sort-links";
import { useKeptFocus } from "./use-kept-focus";
import { usePlace } from "./use-place";
import { type FirstSearch, useSearch } from "./use-search";
import { searchTitle, type Wish } from "./wish";

/** The page of a search: its field, and the messages that it finds in the rooms of whoever opens it. */
export function SearchScreen({ first }: { first: FirstSearch }) {
  const list = useRef<HTMLDivElement>(null);
  const { wish, key, results, listed, go, retry, loadMore } = useSearch(first, list);
  const [text, setText] = useState(wish.q);
  const [shown, setShown] = useState(key);
  const [awaited, setAwaited] = useState<string | null>(null);
  if (shown !== key) {
    setShown(key);
    setAwaited(null);
    // Back and Forward go to another search. After a search on this page, what was typed since then stays.
    if (key !== awaited) setText(wish.q);
  }
  const place = usePlace(list, key, results, first.renderedAt);
  // The server gives the title of the search that it was asked for, which a search on the page is not.
  useEffect(() => {
    document.title = searchTitle(wish.q);
  }, [wish.q]);
  const field = useRef<HTMLInputElement>(null);
  const keepFocus = useKeptFocus(field, key, results.status);

  function search(q: string) {
    setText(q.trim());
    setAwaited(go(q.trim()));
  }
  function sortBy(sort: Wish["sort"]) {
    keepFocus();
    setAwaited(go(wish.q, sort));
  }
  function searchFromList(q: string) {
    keepFocus();
    search(q);
  }
  function tryAgain() {
    keepFocus();
    retry();
  }
  // A query that cannot be answered is mended where it was typed.
  const refusal = results.status === "failed" && results.isQueryWrong ? results.problem : undefined;
  useEffect(() => {
    if (refusal !== undefined) field.current?.focus();
  }, [refusal]);

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <h1 className="sr-only">Search</h1>
      <SearchHeader
        field={field}
        text={text}
        sort={wish.sort}
        refusal={refusal}
        onChange={setText}
        onSearch={search}
        list={list}
      />
      <p role="status" className="sr-only">
        {inWords(results)}
      </p>
      <div ref={list} {...place} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className="w-full max-w-4xl px-1 pb-[max(2rem,env(safe-area-inset-bottom))] sm:px-2">
          {listed && listed.hits.length > 0 && (
            <div className="flex items-center justify-between gap-3 px-3 pt-3 pb-1 text-meta text-muted-foreground sm:px-4">
              <p aria-hidden className="tabular-nums">
                {countHits(listed.hits.length, listed.next !== null || results.status !== "ready")}
              </p>
              <SortLinks wish={wish} onSort={sortBy} />
            </div>
          )}
          {results.status === "ready" && results.indexing && <Indexing {...results.indexing} />}
          <Shown {...{ results, listed, wish }} onSearch={searchFromList} onRetry={tryAgain} onMore={loadMore} />
        </div>
      </div>
    </div>
  );
}

type ShownProps = Pick<ReturnType<typeof useSearch>, "results" | "listed" | "wish"> & {
  onSearch: (q: string) => void;
  onRetry: () => void;
  onMore: () => void;
};

function Shown({ results, listed, wish, onSearch, onRetry, onMore }: ShownProps) {
  const isRefused = results.status === "failed" && results.isQueryWrong;
  if (results.status === "none" || isRefused) return <SearchHints onSearch={onSearch} />;
  const isEmpty = !listed || listed.hits.length === 0;
  const isOver = results.status === "ready" && results.next === null;
  if (isEmpty && isOver) return <NothingFound q={wish.q} onSearch={onSearch} />;
  return (
    <>
      {results.status === "failed" && <FailedSearch problem={results.problem} onRetry={onRetry} />}
      {isEmpty && results.status !== "failed" && <LoadingHits />}
      {listed && <HitList wish={wish} results={listed} onMore={onMore} />}
    </>
  );
}

/** Said while messages from before an update cannot all be found yet. */
function Indexing({ done, total }: { done: number; total: number }) {
  const percent = Math.floor((done / Math.max(1, total)) * 100);
  return (
    <p className="mx-3 mt-3 rounded-control bg-muted px-3 py-2 text-meta text-muted-foreground sm:mx-4">
      Older messages are still being made findable: {percent} % of {total.toLocaleString("en")} are. Search again later
      for the rest.
    </p>
  );
}

function inWords(results: Results): string {
  if (results.status === "loading") return "Searching…";
  if (results.status !== "ready") return "";
  const { hits, next } = results;
  if (hits.length > 0) return `${countHits(hits.length, next !== null)} found`;
  return next === null ? "Nothing found" : "Searching…";
}
