import type { SearchPage } from "@/lib/search/schema";

/** A room that was opened at an old hit looks for its place in so many pages. */
export const PAGES_TO_PLACE_MAX = 10;

/**
 * The hits, the newest first, as far as the message to which the reader has gone, or else as far as the first hit: a page may
 * have none although more follow. `seqOf` is asked after each page, because the reader may have gone on meanwhile.
 */
export async function fetchToPlace(
  fetchPage: (cursor?: string) => Promise<SearchPage>,
  seqOf: () => number | undefined,
): Promise<SearchPage> {
  let page = await fetchPage();
  let { hits } = page;
  const isPlaced = () => {
    const goal = seqOf();
    return goal === undefined ? hits.length > 0 : hits.some((hit) => hit.message.seq <= goal);
  };
  for (let pages = 1; pages < PAGES_TO_PLACE_MAX && page.next !== null && !isPlaced(); pages++) {
    page = await fetchPage(page.next);
    hits = [...hits, ...page.hits];
  }
  return { ...page, hits };
}
