// Which texts a keyword is in (docs/decisions/069-keywords.md).
import { describe, expect, test } from "vitest";
import { markWords } from "@/lib/keywords/mark-words.ts";
import { changeKeywordsSchema } from "@/lib/keywords/schema.ts";
import { TOKENS_MAX } from "@/lib/keywords/tokens.ts";
import { WordIndex } from "@/lib/keywords/word-index.ts";
import { fold } from "@/lib/search/fold.ts";
import * as z from "@/lib/z.ts";

const isIn = (word: string, text: string): boolean => {
  const index = new WordIndex();
  index.put("ada", [word]);
  return index.find(text).includes("ada");
};

describe("a keyword is in a text", () => {
  test.each([
    ["deploy", "We deploy at noon."],
    ["deploy", "(Deploy!)"],
    ["Straße", "die STRASSE ist frei"],
    ["strasse", "Straße"],
    ["été", "un ETE chaud"],
    ["ete", "E\u0301te\u0301"],
    ["zoë", "Ask Zoe."],
    ["ﬁle", "a FILE"],
    ["half", "ｈａｌｆ width"],
    ["c++", "C++ or Rust"],
    ["on call", "who is on\n  call?"],
    ["on-call", "on‑call"],
    ["don't", "Don’t!"],
    ["mail", "e-mail"],
    ["design", "@design, look"],
    ["東京", "明日東京に行く"],
    ["서울", "서울에서 만나요"],
    ["ที่", "ฉันอยู่ที่บ้าน"],
    ["🚀", "launch 🚀🚀"],
    ["пожар", "ПОЖАР!"],
  ])("%s in “%s”", (word, text) => expect(isIn(word, text)).toBe(true));

  test.each([
    ["deploy", "redeploy"],
    ["deploy", "deployment"],
    ["c++", "c + +"],
    ["on call", "oncall"],
    ["on call", "on, call"],
    ["ada", "adam canada"],
    ["é", "fiancés"],
    ["42", "1042"],
    ["東京", "東 京"],
    ["пожар", "пожарный"],
  ])("%s not in “%s”", (word, text) => expect(isIn(word, text)).toBe(false));
});

test("the words of many people are told apart, and what somebody takes away is gone", () => {
  const index = new WordIndex();
  index.put("ada", ["tea", "green tea"]);
  index.put("grace", ["Tea", "coffee"]);
  expect(index.find("green tea").toSorted()).toEqual(["ada", "grace"]);
  index.put("grace", ["coffee"]);
  expect(index.find("tea")).toEqual(["ada"]);
  index.put("ada", []);
  expect(index.find("green tea")).toEqual([]);
  index.put("grace", []);
  expect(index.isEmpty).toBe(true);
});

test("a line is cut where the words stand, as they were written", () => {
  const marked = (text: string, ...words: string[]) =>
    markWords(text, words)
      .map(({ text, match }) => (match ? `[${text}]` : text))
      .join("");
  expect(marked("Die STRASSE, die Straße!", "strasse")).toBe("Die [STRASSE], die [Straße]!");
  expect(marked("redeploy, deploy", "deploy")).toBe("redeploy, [deploy]");
  expect(marked("明日東京に", "東京")).toBe("明日[東京]に");
  expect(marked("green tea tea", "tea", "green tea")).toBe("[green tea] [tea]");
  expect(marked("nothing", "tea")).toBe("nothing");
  expect(marked("", "tea")).toBe("");
});

test("a text costs in proportion to it, however many people have how many words", () => {
  const index = new WordIndex();
  for (let person = 0; person < 1000; person++)
    index.put(
      `p${person}`,
      Array.from({ length: 30 }, (_, n) => `word${person * 30 + n} of mine`),
    );
  const text = "word7 of mine and nothing else here ".repeat(200);
  const before = index.steps;
  expect(index.find(text)).toEqual(["p0"]);
  expect(index.steps - before).toBeLessThan(text.length * 3);

  // The worst: every sign may begin a word, and a word has as many as it may.
  index.put("mallory", ["!".repeat(TOKENS_MAX), "a!".repeat(TOKENS_MAX / 2)]);
  const hard = "a!".repeat(2000) + "!".repeat(4000);
  const then = index.steps;
  index.find(hard);
  expect(index.steps - then).toBeLessThanOrEqual(hard.length * (TOKENS_MAX + 1));
});

test("a sign that folds into many makes no word long, so that a message full of it costs as much as its folded text", () => {
  const word = "㌖".repeat(50);
  const result = z.safeParse(changeKeywordsSchema, { add: [word] });
  expect(result.error?.issues).toMatchObject([{ path: ["add", 0], message: expect.stringContaining("at most 24") }]);
  const index = new WordIndex();
  // It may be there from before the limit.
  index.put("mallory", [word, "㌖".repeat(4)]);
  expect(index.wordsOf("mallory")).toHaveLength(1);
  const text = "㌖".repeat(8000);
  const { length } = fold(text);
  expect(length).toBeGreaterThanOrEqual(40_000);
  expect(index.find(text)).toEqual(["mallory"]);
  expect(index.steps).toBeLessThanOrEqual(length * (TOKENS_MAX + 1));
});
