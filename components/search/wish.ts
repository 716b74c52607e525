import { filtersOf } from "@/lib/search/edit-query";
import { isDateOperator } from "@/lib/search/pieces";
import type { SearchQuery } from "@/lib/search/schema";
import { excerpt } from "@/lib/text";

/** So many characters of a query stand in the title of its page. */
const TITLE_MAX = 60;

/** What a search page is asked for by its address. */
export type Wish = { q: string; sort: SearchQuery["sort"]; cursor: string | null; zone: string };

/** Reads the wish of an address. An order that nobody knows is the newest first. */
export function readWish(param: (name: string) => string | null | undefined, zone: string): Wish {
  const sort = param("sort") === "relevance" ? "relevance" : "newest";
  return { q: param("q") ?? "", sort, cursor: param("cursor") || null, zone };
}

/** The address of a search. `cursor` is for further pages without JavaScript. */
export function searchAddress({ q, sort, cursor }: Pick<Wish, "q" | "sort"> & { cursor?: string | null }): string {
  const query = new URLSearchParams({ q });
  if (sort !== "newest") query.set("sort", sort);
  if (cursor) query.set("cursor", cursor);
  return `/search?${query}`;
}

/** The title of a page with a search in the browser's tab, its history and its bookmarks. */
export function searchTitle(q: string): string {
  const words = excerpt(q, TITLE_MAX);
  return words === "" ? "Search" : `${words} – Search`;
}

/** Two wishes with the same key have the same hits. The zone counts only where the query has a date. */
export function keyOf({ q, sort, cursor, zone }: Wish): string {
  const hasDate = filtersOf(q).some(({ operator }) => isDateOperator(operator));
  return JSON.stringify([q, sort, cursor, hasDate ? zone : ""]);
}

export const queryOf = (key: string): string => JSON.parse(key)[0];
