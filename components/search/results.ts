import type { FirstPage } from "@/lib/search/first-page";
import type { Hit, SearchPage } from "@/lib/search/schema";
import { withPage } from "./group-hits";

/** What is known of a search. */
export type Results =
  | { status: "none" }
  | { status: "loading" }
  | { status: "failed"; problem: string; isQueryWrong: boolean }
  | {
      status: "ready";
      hits: Hit[];
      next: string | null;
      indexing: SearchPage["indexing"];
      isLoadingMore: boolean;
      moreProblem?: string;
    };
export type ReadyResults = Extract<Results, { status: "ready" }>;

/** The results of the page that the server has rendered. */
export function resultsOf(answer: FirstPage | null): Results {
  if (answer === null) return { status: "none" };
  if (!("page" in answer)) return { status: "failed", ...answer };
  return readyResults(answer.page);
}

export function readyResults({ hits, next, indexing }: SearchPage): ReadyResults {
  return { status: "ready", hits, next, indexing, isLoadingMore: false };
}

export function appendResults(results: ReadyResults, page: SearchPage): ReadyResults {
  return { ...readyResults(page), hits: withPage(results.hits, page.hits) };
}

/** Whether a page behind this cursor is still to come. Otherwise the same search has been made anew meanwhile. */
export function isWaitingFor(results: Results, cursor: string): results is ReadyResults {
  return results.status === "ready" && results.isLoadingMore && results.next === cursor;
}
