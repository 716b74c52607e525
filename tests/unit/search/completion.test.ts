import { describe, expect, test } from "vitest";
import {
  complete,
  suggestionOf,
  suggestOperators,
  suggestValues,
  typedAt,
  valuesOf,
} from "@/components/search/completion.ts";
import { groupByDay, withPage } from "@/components/search/group-hits.ts";
import { roomValue } from "@/components/search/room-value.ts";
import { OPERATORS } from "@/lib/search/pieces.ts";
import { parseQuery } from "@/lib/search/query.ts";
import type { Hit } from "@/lib/search/schema.ts";

/** What is being typed where the stroke stands. */
function at(marked: string) {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  const typed = typedAt(text, caret);
  return { text, typed: typed && { operator: typed.operator, typed: typed.typed }, all: typed };
}

describe("what is being typed", () => {
  test("is an operator while it is letters only, at the end of the piece", () => {
    expect(at("tea fr|").typed).toEqual({ operator: null, typed: "fr" });
    expect(at("tea -fr|").typed).toEqual({ operator: null, typed: "fr" });
    for (const none of ["tea |", "f|rom", "fr2|", "https://f|", "foo:b|", '"fr|', "|"])
      expect(at(none).typed).toBeNull();
  });

  test("is a value behind the colon of an operator, without its sign or quotation mark", () => {
    expect(at("from:|").typed).toEqual({ operator: "from", typed: "" });
    expect(at("x -FROM:@ad| tea").typed).toEqual({ operator: "from", typed: "ad" });
    expect(at('in:#"beer ga|').typed).toEqual({ operator: "in", typed: "beer ga" });
    expect(at("fr|om:ada").typed).toBeNull();
  });

  test("gives way to what is chosen, and the rest stays", () => {
    const { text, all } = at("green -from:@ad| tea");
    const chosen = all && complete(text, all, suggestionOf("from", "ada", "Ada", "@ada"));
    expect(chosen).toEqual({ text: "green -from:@ada tea", caret: "green -from:@ada ".length });
    const begun = at("tea ha|");
    const [has] = begun.all ? suggestOperators(begun.all) : [];
    expect(begun.all && has && complete(begun.text, begun.all, has)).toEqual({ text: "tea has:", caret: 8 });
  });
});

test("operators and words are offered by their beginning, and not once they are there", () => {
  const typed = at("i|").all;
  expect(typed && suggestOperators(typed).map(({ label }) => label)).toEqual(["in:", "is:"]);
  expect(suggestValues("has", "vi").map(({ label }) => label)).toEqual(["video"]);
  expect(suggestValues("has", "video")).toEqual([]);
});

test("every word that is offered is one that the search understands", () => {
  const now = Date.now();
  for (const operator of OPERATORS.filter((one) => !["from", "in", "with", "mentions"].includes(one)))
    for (const value of valuesOf(operator))
      expect(() => parseQuery(`${operator}:${value}`, { now, zone: "UTC" }), `${operator}:${value}`).not.toThrow();
  expect(() => parseQuery("on:banana", { now, zone: "UTC" })).toThrow();
});

test("a room is named by its id where its name is not enough", () => {
  const rooms = [
    { id: "r1", name: "Garden" },
    { id: "r2", name: "garden" },
    { id: "r3", name: "Beer garden" },
    { id: "r4", name: 'The "best" one' },
  ];
  expect(rooms.map((room) => roomValue(room, rooms))).toEqual(["r1", "r2", "Beer garden", "r4"]);
});

const hit = (id: string, createdAt: string) => ({ message: { id, createdAt } }) as Hit;

test("hits stand under the days of the reader's zone, and one that comes with two pages comes once", () => {
  const hits = [hit("a", "2026-11-26T23:30:00Z"), hit("b", "2026-11-26T20:00:00Z"), hit("c", "2026-11-25T09:00:00Z")];
  const days = (zone: string) =>
    groupByDay(hits, zone).map(({ day, hits }) => `${day} ${hits.map((one) => one.message.id)}`);
  expect(days("UTC")).toEqual(["2026-11-26 a,b", "2026-11-25 c"]);
  expect(days("Asia/Tokyo")).toEqual(["2026-11-27 a,b", "2026-11-25 c"]);
  expect(days("Europe/Berlin")).toEqual(["2026-11-27 a", "2026-11-26 b", "2026-11-25 c"]);
  expect(withPage(hits.slice(0, 2), hits.slice(1)).map(({ message }) => message.id)).toEqual(["a", "b", "c"]);
});
