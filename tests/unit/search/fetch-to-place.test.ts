import { expect, test } from "vitest";
import { fetchToPlace, PAGES_TO_PLACE_MAX } from "@/components/search/fetch-to-place.ts";
import type { Hit, SearchPage } from "@/lib/search/schema.ts";

/** Answers with these pages of hits in turn, each with a cursor but for the last. */
function server(pages: number[][]) {
  const asked: (string | undefined)[] = [];
  const fetchPage = async (cursor?: string): Promise<SearchPage> => {
    asked.push(cursor);
    const at = Number(cursor ?? 0);
    const hits = (pages[at] ?? []).map((seq) => ({ message: { seq } }) as Hit);
    return { hits, next: at + 1 < pages.length ? String(at + 1) : null };
  };
  return { asked, fetchPage };
}
const seqs = ({ hits }: SearchPage) => hits.map(({ message }) => message.seq);

test("a page without a hit is not the end while more follow", async () => {
  const { asked, fetchPage } = server([[], [], [7, 6], [5]]);
  const found = await fetchToPlace(fetchPage, () => undefined);
  expect(seqs(found)).toEqual([7, 6]);
  expect(found.next).toBe("3");
  expect(asked).toEqual([undefined, "1", "2"]);
});

test("whoever is at an old message gets the hits as far as there, and whoever is nowhere the first page", async () => {
  const pages = [[9, 8], [7, 6], [5]];
  expect(seqs(await fetchToPlace(server(pages).fetchPage, () => 6))).toEqual([9, 8, 7, 6]);
  expect(seqs(await fetchToPlace(server(pages).fetchPage, () => undefined))).toEqual([9, 8]);
});

test("the search for a place ends after some pages, and says that more follow", async () => {
  const { asked, fetchPage } = server(Array.from({ length: 40 }, () => []));
  const found = await fetchToPlace(fetchPage, () => undefined);
  expect(asked).toHaveLength(PAGES_TO_PLACE_MAX);
  expect(found).toMatchObject({ hits: [], next: String(PAGES_TO_PLACE_MAX) });
});
