"use client";

import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { onPlainClick } from "@/components/ui/client-link";
import { Spinner } from "@/components/ui/spinner";
import { useNow, useReader } from "@/components/ui/time";
import { formatDay } from "@/components/ui/time-format";
import type { Hit } from "@/lib/search/schema";
import { groupByDay } from "./group-hits";
import { HitRow } from "./hit-row";
import type { ReadyResults } from "./results";
import { searchAddress, type Wish } from "./wish";

type Props = { wish: Wish; results: ReadyResults; onMore: () => void };

/** The hits: by day where the newest come first, else in the order of the server. ↑ ↓ Home End go through them. */
export function HitList({ wish, results, onMore }: Props) {
  const reader = useReader();
  const { hits } = results;
  const list = useRef<HTMLDivElement>(null);
  const row = (hit: Hit, isDated: boolean) => (
    <HitRow key={hit.message.id} hit={hit} query={wish.q} isDated={isDated} />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it handles keys that bubble up from its links.
    <div ref={list} onKeyDown={onArrow}>
      {wish.sort === "relevance" ? (
        <ul aria-label="Messages found">{hits.map((hit) => row(hit, true))}</ul>
      ) : (
        groupByDay(hits, reader.zone).map(({ day, iso, hits }) => (
          <Day key={day} iso={iso}>
            {hits.map((hit) => row(hit, false))}
          </Day>
        ))
      )}
      {results.next !== null && (
        <More
          wish={wish}
          results={results}
          onMore={onMore}
          onRetry={() => {
            focusLastHit(list.current);
            onMore();
          }}
        />
      )}
    </div>
  );
}

function Day({ iso, children }: { iso: string; children: React.ReactNode }) {
  const now = useNow();
  const reader = useReader();
  const id = useId();
  return (
    <section aria-labelledby={id} className="pb-3">
      <h2
        id={id}
        className="sticky top-0 z-10 bg-background px-3 py-1.5 text-meta font-medium text-muted-foreground sm:px-4"
        suppressHydrationWarning
      >
        {formatDay(iso, now, reader)}
      </h2>
      <ul>{children}</ul>
    </section>
  );
}

/** The way to further hits. They are loaded when the end of the list comes near; without JavaScript it is a link. */
function More({ wish, results, onMore, onRetry }: Props & { onRetry: () => void }) {
  const end = useRef<HTMLAnchorElement>(null);
  const { next, isLoadingMore, moreProblem, hits } = results;
  const load = useEffectEvent(onMore);
  // A short page leaves the link near the end and causes no new event, so each page has a new observer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further page needs a new observer.
  useEffect(() => {
    if (!end.current || moreProblem) return;
    const near = { root: end.current.closest(".overflow-y-auto"), rootMargin: "400px" };
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && load(), near);
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [next, hits.length, moreProblem]);
  return (
    <div className="grid justify-items-center gap-1 py-3">
      {moreProblem ? (
        <>
          <p role="alert" className="text-meta text-muted-foreground">
            {moreProblem}
          </p>
          <Button variant="outline" size="sm" onClick={onRetry}>
            Try again
          </Button>
        </>
      ) : (
        <a
          ref={end}
          href={searchAddress({ ...wish, cursor: next })}
          onClick={onPlainClick(onMore)}
          className={buttonVariants({ variant: "outline", size: "sm" })}
        >
          {isLoadingMore && <Spinner />} Show more
        </a>
      )}
    </div>
  );
}

const HITS = "[data-hit]";

/** Focuses the first hit below an element. Returns whether there is one. */
export function focusFirstHit(below: Element | null): boolean {
  const hit = below?.querySelector<HTMLElement>(HITS);
  hit?.focus();
  return hit !== null && hit !== undefined;
}

/** The button that is pressed to try again goes away: ↓ leads from the last hit to those that come. */
function focusLastHit(list: Element | null): void {
  const last = [...(list?.querySelectorAll<HTMLElement>(HITS) ?? [])].at(-1);
  (last ?? document.getElementById("main"))?.focus({ preventScroll: true });
}

function onArrow(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const hit = (event.target as Element).closest<HTMLElement>(HITS);
  if (!hit) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(HITS)];
  const at = all.indexOf(hit);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  if (to < 0) document.querySelector<HTMLElement>("#search-field")?.focus();
  else all[to]?.focus();
}
