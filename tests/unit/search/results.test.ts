import { expect, test } from "vitest";
import { isWaitingFor, readyResults } from "@/components/search/results.ts";

test("a further page belongs to the results that wait for it, and to none that were asked for anew meanwhile", () => {
  const results = readyResults({ hits: [], next: "c1" });
  expect(isWaitingFor({ ...results, isLoadingMore: true }, "c1")).toBe(true);
  expect(isWaitingFor(results, "c1")).toBe(false);
  expect(isWaitingFor({ ...results, isLoadingMore: true, next: "c2" }, "c1")).toBe(false);
  expect(isWaitingFor({ status: "loading" }, "c1")).toBe(false);
});
