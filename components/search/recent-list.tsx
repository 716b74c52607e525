"use client";

import { History, X } from "lucide-react";
import { useRef } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { Button } from "@/components/ui/button";
import { clearRecentSearches, removeRecentSearch } from "@/lib/search/browser/recent-searches";
import { SearchLink } from "./search-link";
import { useRecentSearches } from "./use-recent-searches";

/** What was searched on this device before. Each can be searched again or removed, and all can be removed. */
export function RecentList({ onSearch }: { onSearch: (q: string) => void }) {
  const viewer = useViewer();
  const recent = useRecentSearches(viewer.id);
  const list = useRef<HTMLElement>(null);
  if (recent.length === 0) return null;

  function remove(q: string, at: number) {
    removeRecentSearch(viewer.id, q);
    // The button that had the focus is gone; the next one takes it, or the field.
    requestAnimationFrame(() => {
      const rest = list.current?.querySelectorAll<HTMLElement>("[data-remove]");
      (rest?.[Math.min(at, rest.length - 1)] ?? document.querySelector<HTMLElement>("#search-field"))?.focus();
    });
  }

  return (
    <section ref={list} aria-label="Recent searches">
      <div className="flex items-center justify-between ps-2">
        <h2 className="text-meta font-medium text-muted-foreground">Recent searches on this device</h2>
        <Button
          variant="ghost"
          size="sm"
          className="text-muted-foreground"
          onClick={() => {
            clearRecentSearches(viewer.id);
            document.querySelector<HTMLElement>("#search-field")?.focus();
          }}
        >
          Clear all
        </Button>
      </div>
      <ul>
        {recent.map((q, at) => (
          <li key={q} className="flex items-center rounded-control hover:bg-accent">
            <SearchLink
              q={q}
              onSearch={onSearch}
              className="flex min-w-0 flex-1 items-center gap-2.5 rounded-control px-2 py-1.5 text-sm pointer-coarse:py-2.5"
            >
              <History aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              <bdi className="truncate">{q}</bdi>
            </SearchLink>
            <Button
              variant="ghost"
              size="icon"
              data-remove
              aria-label={`Remove ${q}`}
              onClick={() => remove(q, at)}
              className="text-muted-foreground"
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
