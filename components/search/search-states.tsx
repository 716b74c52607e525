"use client";

import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { filtersOf, withoutFilter, withoutFilters, withoutPhrases } from "@/lib/search/edit-query";
import { labelOfFilter } from "./filter-labels";
import { RecentList } from "./recent-list";
import { SearchLink } from "./search-link";
import { useRoomNames } from "./use-room-names";

/** What one can ask, by examples that can be tried, in the order in which they are useful. */
const EXAMPLES = [
  { q: "from:me", says: "what you wrote yourself" },
  { q: "mentions:me", says: "where you were mentioned" },
  { q: "has:file during:this-month", says: "files of this month" },
  { q: "is:unread", says: "what you have not read" },
  { q: "after:last-week has:link", says: "links since last week" },
];

const SPELLINGS = [
  { sign: '"tea time"', says: "exactly these words in this order" },
  { sign: "tea -green", says: "without a word; also before a filter" },
  { sign: "in:#room", says: "in one room" },
  { sign: "from:@name", says: "by one person" },
  { sign: "with:@name", says: "in direct chats with somebody" },
  { sign: "before: after: on:", says: "by date: 2026-01-31, 2026-01, yesterday" },
];

type Props = { onSearch: (q: string) => void };

/** Stands on the page before anything was searched, and where a query cannot be answered: what one can ask. */
export function SearchHints({ onSearch }: Props) {
  return (
    <div className="grid gap-6 px-3 py-5 sm:px-4">
      <RecentList onSearch={onSearch} />
      <Hints title="Try">
        {EXAMPLES.map(({ q, says }) => (
          <li key={q}>
            <SearchLink
              q={q}
              onSearch={onSearch}
              className="flex flex-wrap items-baseline gap-x-3 rounded-control px-2 py-1.5 hover:bg-accent pointer-coarse:py-2.5"
            >
              <code className="font-mono text-meta text-primary">{q}</code>
              <span className="text-sm text-muted-foreground">{says}</span>
            </SearchLink>
          </li>
        ))}
      </Hints>
      <Hints title="How to ask">
        {SPELLINGS.map(({ sign, says }) => (
          <li key={sign} className="flex flex-wrap items-baseline gap-x-3 px-2 py-1.5">
            <code className="font-mono text-meta">{sign}</code>
            <span className="text-sm text-muted-foreground">{says}</span>
          </li>
        ))}
      </Hints>
    </div>
  );
}

function Hints({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="px-2 pb-1 text-meta font-medium text-muted-foreground">{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

/** Stands where nothing was found: ways to ask for more. */
export function NothingFound({ q, onSearch }: Props & { q: string }) {
  const filters = filtersOf(q);
  const words = withoutFilters(q).trim();
  const anyOrder = withoutPhrases(q);
  const nameOf = useRoomNames();
  return (
    <div className="mx-auto flex max-w-lg flex-col gap-1 px-6 py-10">
      <SearchX aria-hidden className="mx-auto mb-2 size-7 stroke-[1.5] text-muted-foreground" />
      <p className="text-center font-medium text-balance">Nothing found in your rooms. You could …</p>
      <ul className="mt-2 grid gap-0.5 text-sm">
        {filters.map((filter) => (
          <Offer key={filter.start} q={withoutFilter(q, filter)} onSearch={onSearch}>
            search without “{labelOfFilter(filter, nameOf)}”
          </Offer>
        ))}
        {filters.length > 1 && words !== "" && (
          <Offer q={words} onSearch={onSearch}>
            search without any filter
          </Offer>
        )}
        {anyOrder !== q && (
          <Offer q={anyOrder} onSearch={onSearch}>
            let the words stand in any order
          </Offer>
        )}
        {/\s/u.test(words) && (
          <li className="px-2 py-1.5 text-muted-foreground">take fewer words: all have to be there</li>
        )}
        {words !== "" && (
          <li className="px-2 py-1.5 text-muted-foreground">
            spell it differently, or type only the beginning of a word
          </li>
        )}
      </ul>
    </div>
  );
}

function Offer({ q, onSearch, children }: Props & { q: string; children: ReactNode }) {
  if (q.trim() === "") return null;
  return (
    <li>
      <SearchLink
        q={q}
        onSearch={onSearch}
        className="block rounded-control px-2 py-1.5 text-primary hover:bg-accent pointer-coarse:py-2.5"
      >
        {children}
      </SearchLink>
    </li>
  );
}

export function FailedSearch({ problem, onRetry }: { problem: string; onRetry: () => void }) {
  return <ErrorState title="The search was not answered" description={problem} onRetry={onRetry} />;
}

const WIDTHS = ["w-4/5", "w-3/5", "w-full", "w-2/3", "w-1/2", "w-11/12"];

/** Placeholders of the height of hits. They appear a moment later, because most searches are quicker. */
export function LoadingHits() {
  return (
    <div aria-hidden className="animate-[fade-in_1ms_150ms_both] pt-11">
      {WIDTHS.map((width) => (
        <div key={width} className="flex min-h-16 gap-3 px-3 py-2.5 sm:px-4">
          <Skeleton className="mt-0.5 size-9 shrink-0 rounded-full" />
          <div className="grid flex-1 content-start gap-2 pt-1">
            <Skeleton className="h-3.5 w-40" />
            <Skeleton className={`h-3.5 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
