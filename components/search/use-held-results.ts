"use client";

import { useMemo } from "react";
import type { Hit } from "@/lib/search/schema";
import { type ReadyResults, type Results, readyResults } from "./results";
import type { Held } from "./use-held";
import type { Wish } from "./wish";

/** As many hits as the server gives at once. */
const SHOWN_MAX = 50;

/** The messages that the browser holds, where the newest are asked for: it knows nothing of what was held in between. */
export function searchHeldFor({ q, sort, cursor }: Wish, held: Held): Hit[] {
  return sort === "newest" && cursor === null ? held.search(q, SHOWN_MAX) : [];
}

/** What is listed: the results, and until they have come, or where they cannot, what the browser holds. */
export function useListed(wish: Wish, results: Results, held: Held): ReadyResults | null {
  const isAway = results.status === "loading" || (results.status === "failed" && !results.isQueryWrong);
  return useMemo(() => {
    if (results.status === "ready") return results;
    const hits = isAway ? searchHeldFor(wish, held) : [];
    return hits.length > 0 ? readyResults({ hits, next: null }) : null;
  }, [wish, results, held, isAway]);
}
