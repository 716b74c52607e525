import { beforeEach, expect, test, vi } from "vitest";

const kept = new Map<string, string>();
vi.stubGlobal("localStorage", {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
});

type Module = typeof import("@/lib/search/browser/recent-searches.ts");
let recent: Module;
beforeEach(async () => {
  kept.clear();
  // A page that was left adds nothing more, so each test is another page.
  vi.resetModules();
  recent = await import("@/lib/search/browser/recent-searches.ts");
});

test("the latest search stands first, each once, and not more than ten", () => {
  for (let n = 0; n < 12; n++) recent.addRecentSearch("ada", `query ${n}`);
  recent.addRecentSearch("ada", " query 5 ");
  recent.addRecentSearch("ada", "  ");
  expect(recent.recentSearches("ada")).toHaveLength(10);
  expect(recent.recentSearches("ada").slice(0, 3)).toEqual(["query 5", "query 11", "query 10"]);
});

test("one is removed, all are cleared, and grace sees none of ada's", () => {
  for (const q of ["tea", "milk"]) recent.addRecentSearch("ada", q);
  recent.addRecentSearch("grace", "moths");
  recent.removeRecentSearch("ada", "tea");
  expect(recent.recentSearches("ada")).toEqual(["milk"]);
  recent.clearRecentSearches("ada");
  expect(recent.recentSearches("ada")).toEqual([]);
  expect(recent.recentSearches("grace")).toEqual(["moths"]);
});

test("a log-out leaves nothing in the browser, and what the page that is left searches is not kept either", () => {
  recent.addRecentSearch("ada", "a secret");
  expect([...kept.values()].join()).toContain("a secret");
  recent.forgetRecentSearches("ada");
  recent.addRecentSearch("ada", "another");
  expect([...kept]).toEqual([]);
});

test("what is no list, and a storage that is refused, are no recent searches", () => {
  for (const broken of ["{", "7", '{"a":1}', "[1,null]"]) {
    kept.set("parley:searches:ada", broken);
    expect(recent.recentSearches("ada"), broken).toEqual([]);
  }
  vi.spyOn(localStorage, "getItem").mockImplementation(() => {
    throw new Error("refused");
  });
  expect(recent.recentSearches("ada")).toEqual([]);
});
