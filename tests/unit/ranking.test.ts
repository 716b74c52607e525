import { expect, test } from "vitest";
import { bestOf, rankName } from "@/lib/ranking.ts";

const order = (wanted: string, names: string[]) =>
  names
    .map((name) => ({ name, rank: rankName(name, wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ name }) => name);

test("the very name comes first, then its beginning, a word's, its inside, and what is nearly so", () => {
  const names = ["old design", "redesign", "design reviews", "design", "desgin", "cooking"];
  expect(order("design", names)).toEqual(["design", "design reviews", "old design", "redesign", "desgin"]);
});

test("letters in order from the beginning of a word are found, others are not", () => {
  expect(rankName("beer garden", "bg")).toBe(1);
  expect(rankName("beer garden", "gdn")).toBe(1);
  expect(rankName("beer garden", "edn")).toBe(0);
  expect(rankName("beer garden", "gb")).toBe(0);
});

test.each(["gadren", "garen", "garrden", "gorden", "bere"])("%s is one slip from Beer garden", (typed) => {
  expect(rankName("beer garden", typed)).toBe(1);
});

test("two slips are another word, and of three letters one slip is", () => {
  expect(rankName("beer garden", "gadrne")).toBe(0);
  expect(rankName("beer garden", "bxe")).toBe(0);
  expect(rankName("beer garden", "")).toBe(0);
});

test("letters of any script are compared whole", () => {
  expect(rankName("京都 旅行", "旅行")).toBe(3);
  expect(rankName("😀😃 team", "😃😀")).toBe(0);
});

test("the best are those that match, as many as are wanted, and of equals the earlier ones", () => {
  const names = ["a garden", "other", "gardens", "b garden", "garden"];
  const of = (limit: number) => bestOf(names, (name) => rankName(name, "garden"), limit);
  expect(of(9)).toEqual(["garden", "gardens", "a garden", "b garden"]);
  expect(of(2)).toEqual(["garden", "gardens"]);
});
