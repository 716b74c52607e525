import { expect, test } from "vitest";
import { readyResults } from "@/components/search/results.ts";
import { forgetResults, movePlace, recallResults, rememberResults } from "@/components/search/search-memory.ts";

const results = readyResults({ hits: [], next: null });

test("a search that one comes back to has its place and its focus, and one that is made anew has none", () => {
  rememberResults("tea", { results, renderedAt: 1, top: 0, focusId: null });
  movePlace("tea", { top: 300, focusId: "m1" });
  expect(recallResults("tea", 1)).toMatchObject({ top: 300, focusId: "m1" });
  forgetResults("tea");
  expect(recallResults("tea", 1)).toBeUndefined();
  movePlace("tea", { top: 300 });
  expect(recallResults("tea", 1)).toBeUndefined();
});

test("what the server has rendered later is newer than what is remembered", () => {
  rememberResults("tea", { results, renderedAt: 1, top: 300, focusId: null });
  expect(recallResults("tea", 1)).toBeDefined();
  expect(recallResults("tea", 2)).toBeUndefined();
});
