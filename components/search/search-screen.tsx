"use client";

import { useEffect, useRef, useState } from "react";
import { countHits } from "./group-hits";
import { HitList } from "./hit-list";
import type { Results } from "./results";
import { SearchHeader } from "./search-header";
import { FailedSearch, LoadingHits, NothingFound, SearchHints } from "./search-states";
import { SortLinks } from "./sort-links";
import { usePlace } from "./use-place";
import { type FirstSearch, useSearch } from "./use-search";

/** The page of a search: its field, and the messages that it finds in the rooms of whoever opens it. */
export function SearchScreen({ first }: { first: FirstSearch }) {
  const { wish, key, results, go, retry, loadMore } = useSearch(first);
  const [text, setText] = useState(wish.q);
  // Back and Forward go to another search.
  const [shown, setShown] = useState(key);
  if (shown !== key) {
    setShown(key);
    setText(wish.q);
  }
  const place = usePlace(key, results, first.renderedAt);
  const field = useRef<HTMLInputElement>(null);

  function search(q: string) {
    setText(q);
    go(q.trim());
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
        list={place.ref}
      />
      <p role="status" className="sr-only">
        {inWords(results)}
      </p>
      <div {...place} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className="w-full max-w-4xl px-1 pb-[max(2rem,env(safe-area-inset-bottom))] sm:px-2">
          {results.status === "ready" && results.hits.length > 0 && (
            <div className="flex items-center justify-between gap-3 px-3 pt-3 pb-1 text-meta text-muted-foreground sm:px-4">
              <p aria-hidden className="tabular-nums">
                {countHits(results.hits.length, results.next !== null)}
              </p>
              <SortLinks wish={wish} onSort={(sort) => go(wish.q, sort)} />
            </div>
          )}
          {results.status === "ready" && results.indexing && <Indexing {...results.indexing} />}
          <Shown results={results} wish={wish} onSearch={search} onRetry={retry} onMore={loadMore} />
        </div>
      </div>
    </div>
  );
}

type ShownProps = Pick<ReturnType<typeof useSearch>, "results" | "wish"> & {
  onSearch: (q: string) => void;
  onRetry: () => void;
  onMore: () => void;
};

function Shown({ results, wish, onSearch, onRetry, onMore }: ShownProps) {
  if (results.status === "none") return <SearchHints onSearch={onSearch} />;
  if (results.status === "loading") return <LoadingHits />;
  if (results.status === "failed") {
    if (results.isQueryWrong) return <SearchHints onSearch={onSearch} />;
    return <FailedSearch problem={results.problem} onRetry={onRetry} />;
  }
  if (results.hits.length === 0 && results.next === null) return <NothingFound q={wish.q} onSearch={onSearch} />;
  return (
    <>
      {results.hits.length === 0 && <LoadingHits />}
      <HitList wish={wish} results={results} onMore={onMore} />
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
