import { describe, expect, test } from "vitest";
import {
  filtersOf,
  queryInRoom,
  spellFilter,
  withFilter,
  withFilterInstead,
  withoutFilter,
  withoutFilters,
  withoutPhrases,
} from "@/lib/search/edit-query.ts";
import { OPERATORS, piecesOf } from "@/lib/search/pieces.ts";
import { parseQuery } from "@/lib/search/query.ts";

const QUERY = 'tea from:@ada -in:#"beer garden"  after:last week has:links "green tea" http://a.example';
const shown = (text: string) =>
  filtersOf(text).map(({ operator, value, not }) => `${not ? "-" : ""}${operator} ${value}`);

describe("the filters of a query", () => {
  test("are its operators with what stands behind them, also over a blank", () => {
    expect(shown(QUERY)).toEqual(["from ada", "-in beer garden", "after last week", "has links"]);
    for (const { start, end, operator } of filtersOf(QUERY)) expect(QUERY.slice(start, end)).toContain(`${operator}:`);
  });

  test("are those that the search itself reads, and its words are none", () => {
    const parsed = parseQuery(QUERY, { now: Date.now(), zone: "UTC" });
    expect(parsed.filter(({ type }) => type !== "word" && type !== "phrase")).toHaveLength(filtersOf(QUERY).length);
    expect(shown('from: foo:bar "from:ada" 10:30')).toEqual([]);
  });

  test("begin and end where they stand, whatever stands around them", () => {
    for (const text of ['  from:"a b"', "x in:#a", 'in:"never closed', "-is:mine  y "]) {
      const [piece] = piecesOf(text).filter(({ operator }) => operator);
      expect(filtersOf(text.slice(piece?.start, piece?.end))).toHaveLength(1);
      expect(text.slice(piece?.start, piece?.end).trim()).toBe(text.slice(piece?.start, piece?.end));
    }
  });
});

describe("a pill", () => {
  test("that is removed leaves the rest of the query as it was typed", () => {
    const [from, room] = filtersOf(QUERY);
    expect(from && withoutFilter(QUERY, from)).toBe(
      'tea -in:#"beer garden"  after:last week has:links "green tea" http://a.example',
    );
    expect(room && withoutFilter(QUERY, room)).toBe(
      'tea from:@ada after:last week has:links "green tea" http://a.example',
    );
    expect(withoutFilters(QUERY)).toBe('tea "green tea" http://a.example');
    expect(withoutFilters("from:ada")).toBe("");
  });

  test("that is added stands behind the others and before the words, so that the last word stays a beginning", () => {
    expect(withFilter("gre", "from", "ada")).toBe("from:@ada gre");
    expect(withFilter("from:@ada gre", "in", "beer garden")).toBe('from:@ada in:#"beer garden" gre');
    expect(withFilter("tea from:@ada", "has", "file")).toBe("tea from:@ada has:file");
    expect(withFilter("", "is", "unread")).toBe("is:unread");
  });

  test("that is there already is not added again, but the same one turned around is another", () => {
    expect(withFilter("from:@ada tea", "from", "ada")).toBe("from:@ada tea");
    expect(withFilter("-from:@ada tea", "from", "ada")).toBe("-from:@ada from:@ada tea");
  });

  test("that is added behind a quotation that was never closed does not stand in it", () => {
    for (const open of ['in:#"beer garden', "-in:“beer garden"]) {
      const query = withFilter(open, "from", "ada");
      expect(query).toBe(`${open}" from:@ada`);
      expect(filtersOf(query).map(({ value }) => value)).toEqual(["beer garden", "ada"]);
    }
    expect(withFilter('tea in:#a"b', "from", "ada")).toBe('tea in:#a"b from:@ada');
    expect(withFilter('"green tea', "from", "ada")).toBe('from:@ada "green tea');
  });

  test("takes the place of what it cannot stand beside", () => {
    const dates = ["before", "after", "on", "during"] as const;
    expect(withFilterInstead("on:today after:last week tea", dates, "during", "2026-11")).toBe("during:2026-11 tea");
  });

  test("is read back as what it was made of", () => {
    for (const operator of OPERATORS)
      for (const value of operator === "in" ? ["beer garden", "x"] : ["x"])
        expect(filtersOf(spellFilter(operator, value))).toMatchObject([{ operator, value, not: false }]);
  });
});

test("words that may stand in any order lose their quotation marks, and filters and what is excluded keep theirs", () => {
  expect(withoutPhrases('in:#"beer garden" "tea time" -"ice tea" cup')).toBe(
    'in:#"beer garden" tea time -"ice tea" cup',
  );
  expect(withoutPhrases("“tea time” «green")).toBe("tea time green");
  expect(withoutPhrases('in:#"beer garden" tea')).toBe('in:#"beer garden" tea');
});

test("a query in one room has the room in the place of those that it names, and nothing to ask without another word", () => {
  expect(queryInRoom("in:#tea in:#coffee -in:#water green from:@ada", "r1")).toBe("in:r1 -in:#water green from:@ada");
  expect(queryInRoom("green", "r1")).toBe("in:r1 green");
  expect(queryInRoom("in:#tea", "r1")).toBe("");
  expect(queryInRoom("  ", "r1")).toBe("");
});
