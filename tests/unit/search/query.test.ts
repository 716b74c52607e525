import { describe, expect, test } from "vitest";
import { spanOf } from "@/lib/search/dates.ts";
import { CLAUSES_MAX, parseQuery, QueryError } from "@/lib/search/query.ts";
import { tokensOf } from "@/lib/search/tokens.ts";
import { randomNumbers } from "../../support/random.ts";

const NOW = Date.parse("2026-11-26T12:00:00Z");
const parse = (text: string, zone = "UTC") => parseQuery(text, { now: NOW, zone });
const word = (text: string, isPrefix = false, not = false) => ({ type: "word", text, isPrefix, not });
const phrase = (text: string, not = false) => ({ type: "phrase", text, not });

describe("words", () => {
  test("are folded, all of them wanted, and the last one is a prefix unless a blank follows it", () => {
    expect(parse("Große  Straße")).toEqual([word("grosse"), word("strasse", true)]);
    expect(parse("is it ")).toEqual([word("is"), word("it")]);
    expect(parse("   ")).toEqual([]);
  });

  test("between quotation marks of any form are a phrase, which ends with the query where no mark closes it", () => {
    expect(parse('"Exact  phrase" x')).toEqual([phrase("exact phrase"), word("x", true)]);
    expect(parse("„so auch“ «et ça»")).toEqual([phrase("so auch"), phrase("et ca")]);
    expect(parse('"never closed')).toEqual([phrase("never closed")]);
    expect(parse('"" "  "')).toEqual([]);
  });

  test("behind a minus are not wanted; a minus alone, or inside of a word, is a sign", () => {
    expect(parse('-cat -"big dog" well-known')).toEqual([
      word("cat", false, true),
      phrase("big dog", true),
      word("well-known", true),
    ]);
    expect(parse("- a")).toEqual([word("-"), word("a", true)]);
  });
});

describe("operators", () => {
  test("name people and rooms, also between quotation marks, and can be turned around", () => {
    expect(parse('from:@ada in:#garden -with:grace mentions:me in:#"Beer garden" IN:"x y"')).toEqual([
      { type: "from", name: "ada", not: false },
      { type: "in", name: "garden", not: false },
      { type: "with", name: "grace", not: true },
      { type: "mentions", name: "me", not: false },
      { type: "in", name: "Beer garden", not: false },
      { type: "in", name: "x y", not: false },
    ]);
  });

  test("say what a message has and is, also in the plural", () => {
    expect(parse("has:link has:Images -has:file is:edited is:mine is:unread")).toEqual([
      { type: "has", what: "link", not: false },
      { type: "has", what: "image", not: false },
      { type: "has", what: "file", not: true },
      { type: "is", what: "edited", not: false },
      { type: "is", what: "mine", not: false },
      { type: "is", what: "unread", not: false },
    ]);
  });

  test("that are unknown, or have nothing behind them, are words", () => {
    expect(parse("foo:bar https://a.example 10:30 from: x")).toEqual([
      word("foo:bar"),
      word("https://a.example"),
      word("10:30"),
      word("from:"),
      word("x", true),
    ]);
    expect(parse('"from:ada"')).toEqual([phrase("from:ada")]);
  });

  test.each(["before:banana", "on:2026-02-30", "during:2026-13", "after:last", "has:cheese", "is:nice", "on:99999"])(
    "%s is refused in one sentence that names it",
    (text) => {
      expect(() => parse(text)).toThrow(QueryError);
      expect(() => parse(text)).toThrow(new RegExp(`^${text} .*\\.$`));
    },
  );

  test("and words can be so many together", () => {
    expect(parse("a ".repeat(CLAUSES_MAX))).toHaveLength(CLAUSES_MAX);
    expect(() => parse("a ".repeat(CLAUSES_MAX + 1))).toThrow(QueryError);
  });
});

describe("dates", () => {
  const span = (text: string, zone = "UTC") => {
    const found = spanOf(text, NOW, zone);
    return found && [new Date(found.from).toISOString(), new Date(found.to).toISOString()];
  };

  test.each([
    ["2026-01-31", "2026-01-31T00:00:00.000Z", "2026-02-01T00:00:00.000Z"],
    ["2026-2", "2026-02-01T00:00:00.000Z", "2026-03-01T00:00:00.000Z"],
    ["2025", "2025-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"],
    ["Today", "2026-11-26T00:00:00.000Z", "2026-11-27T00:00:00.000Z"],
    ["yesterday", "2026-11-25T00:00:00.000Z", "2026-11-26T00:00:00.000Z"],
    ["this week", "2026-11-23T00:00:00.000Z", "2026-11-30T00:00:00.000Z"],
    ["last week", "2026-11-16T00:00:00.000Z", "2026-11-23T00:00:00.000Z"],
    ["last-month", "2026-10-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z"],
    ["this year", "2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
  ])("%s is a stretch of time", (text, from, to) => {
    expect(span(text)).toEqual([from, to]);
  });

  test("are those of the reader's zone, also when its clocks are changed", () => {
    expect(span("2026-01-31", "Asia/Tokyo")).toEqual(["2026-01-30T15:00:00.000Z", "2026-01-31T15:00:00.000Z"]);
    // In Berlin this day has 23 hours, and that one 25.
    expect(span("2026-03-29", "Europe/Berlin")).toEqual(["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
    expect(span("2026-10-25", "Europe/Berlin")).toEqual(["2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"]);
    // In these zones the clocks are put forward at midnight, so that the day begins at one.
    expect(span("2018-11-04", "America/Sao_Paulo")).toEqual(["2018-11-04T03:00:00.000Z", "2018-11-05T02:00:00.000Z"]);
    expect(span("2022-03-27", "Asia/Beirut")).toEqual(["2022-03-26T22:00:00.000Z", "2022-03-27T21:00:00.000Z"]);
    // There it is still yesterday.
    expect(spanOf("today", Date.parse("2026-11-26T03:00:00Z"), "America/New_York")?.from).toBe(
      Date.parse("2026-11-25T05:00:00Z"),
    );
  });

  test("before, after, on and during take from them what their names say", () => {
    const day = { from: Date.parse("2026-01-31"), to: Date.parse("2026-02-01") };
    const sent = (from: number, to: number, not = false) => ({ type: "sent", span: { from, to }, not });
    expect(parse("before:2026-01-31")).toEqual([sent(Number.NEGATIVE_INFINITY, day.from)]);
    expect(parse("after:2026-01-31")).toEqual([sent(day.to, Number.POSITIVE_INFINITY)]);
    expect(parse("on:2026-01-31 -during:2026-01-31")).toEqual([sent(day.from, day.to), sent(day.from, day.to, true)]);
    expect(parse("during:last week plan")).toEqual([
      sent(Date.parse("2026-11-16"), Date.parse("2026-11-23")),
      word("plan", true),
    ]);
  });
});

test("any text at all is read, or refused with a sentence, in a time that grows with its length", () => {
  const random = randomNumbers(7);
  const pieces = [
    '"',
    "-",
    ":",
    "from:",
    "on:",
    "a",
    " ",
    "@",
    "#",
    "“",
    "last ",
    "2026-1",
    "\n",
    "😀",
    "\ud800",
    "has:file",
  ];
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: random(20) }, () => pieces[random(pieces.length)]).join("");
    try {
      expect(Array.isArray(parse(text))).toBe(true);
    } catch (error) {
      expect(error, text).toBeInstanceOf(QueryError);
    }
  }
  // Each character of a text is in one piece at most.
  for (const worst of ['"'.repeat(10_000), "-".repeat(10_000), ":".repeat(10_000), 'a:"'.repeat(3_000)]) {
    const length = tokensOf(worst).reduce((sum, { text }) => sum + text.length, 0);
    expect(length).toBeLessThanOrEqual(worst.length);
  }
});
