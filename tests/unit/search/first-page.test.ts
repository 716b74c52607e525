// What the page of a search is rendered with, against a real database.
import { afterAll, beforeAll, expect, test } from "vitest";
import { getConfig } from "@/lib/config.ts";
import { closeDoors, openDoors } from "@/lib/db/doors.ts";
import { loadFirstPage } from "@/lib/search/first-page.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer;

beforeAll(async () => {
  await openDoors();
  [ada, grace] = [await signUp("ada"), await signUp("grace")];
}, START_MS);
afterAll(closeDoors);

test("a query that cannot be answered is a sentence for the field and no fault of the page; so is a broken cursor", async () => {
  expect(await loadFirstPage(ada, { q: "tea" })).toEqual({ page: { hits: [], next: null } });
  expect(await loadFirstPage(ada, { q: "before:banana" })).toMatchObject({
    problem: expect.stringContaining("before:banana has no date"),
    isQueryWrong: true,
  });
  expect(await loadFirstPage(ada, { q: "x".repeat(1001) })).toMatchObject({ isQueryWrong: true });
  expect(await loadFirstPage(ada, { q: "in:#nowhere x" })).toMatchObject({ isQueryWrong: true });
  expect(await loadFirstPage(ada, { q: "tea", cursor: "banana" })).toMatchObject({ isQueryWrong: false });
});

test("a page counts against the limit of searches, by person, and says so when it is over", async () => {
  const { count } = getConfig().limits.search;
  expect(count).toBeLessThan(1000);
  for (let n = 0; n < count; n++) expect(await loadFirstPage(grace, { q: "" })).toHaveProperty("page");
  expect(await loadFirstPage(grace, { q: "tea" })).toMatchObject({
    problem: expect.stringContaining("That was too fast"),
    isQueryWrong: false,
  });
  expect(await loadFirstPage(ada, { q: "tea" })).toHaveProperty("page");
});
