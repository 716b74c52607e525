"use client";

import { onPlainClick } from "@/components/ui/client-link";
import { cn } from "@/lib/cn";
import { searchAddress, type Wish } from "./wish";

const SORTS = [
  { sort: "newest", label: "Newest" },
  { sort: "relevance", label: "Most relevant" },
] as const;

/** The two orders of the hits, as links, so that they work without JavaScript. */
export function SortLinks({ wish, onSort }: { wish: Wish; onSort: (sort: Wish["sort"]) => void }) {
  return (
    <nav aria-label="Order" className="flex gap-0.5">
      {SORTS.map(({ sort, label }) => (
        <a
          key={sort}
          href={searchAddress({ q: wish.q, sort })}
          onClick={onPlainClick(() => onSort(sort))}
          aria-current={wish.sort === sort ? "true" : undefined}
          className={cn(
            "rounded-control px-2 py-1 touch-reach hover:bg-accent",
            wish.sort === sort && "bg-selected font-medium text-selected-foreground hover:bg-selected",
          )}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}
