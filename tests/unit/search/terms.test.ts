// Whatever the comparison finds in a text, the text's terms have: else the index would never propose it.
import { expect, test } from "vitest";
import { fold, foldWithPlaces } from "@/lib/search/fold.ts";
import { hasMatch, type Wanted } from "@/lib/search/match.ts";
import { foldedText, termsOfMessage } from "@/lib/search/message-text.ts";
import { parseQuery, wantedOf } from "@/lib/search/query.ts";
import { addTerms, TERM_MAX, termsOfWord } from "@/lib/search/terms.ts";
import { randomNumbers } from "../../support/random.ts";
import { CORPUS, EXPECTED } from "../../support/search-corpus.ts";

const terms = (text: string): Set<number> => {
  const all = new Set<number>();
  addTerms(all, text);
  return all;
};
const termsOf = (wanted: Wanted): number[] =>
  wanted.type === "word"
    ? termsOfWord(wanted.text)
    : wanted.text.split(" ").flatMap((word, at) => (at === 0 ? termsOfWord(word, false) : termsOfWord(word)));
const NOW = { now: Date.parse("2026-11-26T12:00:00Z"), zone: "UTC" };

test("folding takes case, accents, width and typographic signs away, and leaves what makes another word", () => {
  const same = [
    ["Straße", "STRASSE"],
    ["Zoë", "zoe"],
    ["ΟΔΟΣ", "οδός"],
    ["Ｆｕｌｌ", "full"],
    ["ﾃｽﾄ", "テスト"],
    ["can’t", "CAN'T"],
    ["e\u0301", "É"],
    ["❤️", "❤"],
    ["👍🏽", "👍"],
    ["a \u00a0\n b", "A B"],
    ["한", "한"],
  ];
  for (const [one = "", other = ""] of same) expect(fold(one), one).toBe(fold(other));
  const different = [
    ["が", "か"],
    ["हिन्दी", "हनद"],
    ["พรุ่งนี้", "พรงน"],
    ["c++", "c"],
  ];
  for (const [one = "", other = ""] of different) expect(fold(one), one).not.toBe(fold(other));
});

test("a folded text with places is the folded text, and each place is that of its sign", () => {
  for (const text of [...CORPUS, "a  b", " x", "İ\u0301\n\n👩‍💻 ½"]) {
    const { text: folded, source, starts, ends } = foldWithPlaces(text);
    expect(folded).toBe(fold(text));
    expect(starts).toHaveLength(folded.length);
    for (const [at, start] of starts.entries()) {
      const sign = source.slice(start, ends[at]);
      expect(fold(sign).includes(folded[at] as string), `${sign} in ${text}`).toBe(true);
    }
  }
});

test("what is found in random texts by random parts of them, or by anything, has its terms there", () => {
  const random = randomNumbers(20261126);
  const signs = [..."aabcße#+_.-@1é  你好北タが한ก็👍🏽🇩🇪ИйαςĲ'\u0301\u200d"];
  const text = (length: number) => Array.from({ length }, () => signs[random(signs.length)]).join("");
  let found = 0;
  for (let round = 0; round < 4000; round++) {
    const body = text(random(24)).toWellFormed();
    const folded = fold(body);
    const from = random(body.length + 1);
    const part = random(2) ? body.slice(from, from + 1 + random(6)) : text(1 + random(3));
    const query = (random(4) === 0 ? `"${part}"` : part).toWellFormed();
    const has = terms(body);
    for (const wanted of wantedOf(parseQuery(query, NOW))) {
      if (!hasMatch(folded, wanted)) continue;
      found += 1;
      expect(
        termsOf(wanted).filter((term) => !has.has(term)),
        JSON.stringify({ body, wanted }),
      ).toEqual([]);
    }
  }
  expect(found).toBeGreaterThan(1000);
});

test("words, parts, pairs, numbers, addresses and emoji are found in all languages, and nothing else is", () => {
  const messages = CORPUS.map((body) => {
    const message = { body, files: [], authorId: "ada", isEdited: false };
    return { body, folded: foldedText(message), terms: new Set(termsOfMessage(message)) };
  });
  for (const [query, expected] of EXPECTED) {
    const clauses = parseQuery(query, NOW);
    const isFound = (folded: string) =>
      clauses.every((one) =>
        one.type !== "word" && one.type !== "phrase" ? false : hasMatch(folded, one) !== one.not,
      );
    const found = messages.filter(({ folded }) => isFound(folded));
    expect(found.map(({ body }) => expected.findIndex((part) => body.includes(part))).sort(), query).toEqual(
      expected.map((_, at) => at),
    );
    const needed = wantedOf(clauses).flatMap(termsOf);
    for (const one of found)
      expect(
        needed.filter((term) => !one.terms.has(term)),
        query,
      ).toEqual([]);
  }
});

test("a text of 8,000 signs has at most three terms for each, all of them whole numbers below the greatest", () => {
  const worst = ["a+".repeat(4000), "你".repeat(8000), "a\u0301".repeat(4000), " a".repeat(4000), "🇩🇪".repeat(2000)];
  const many = Array.from({ length: 8000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7) % 20_000))).join("");
  for (const text of [...worst, many]) {
    const all = [...terms(text)];
    expect(all.length).toBeLessThanOrEqual(3 * [...text].length);
    expect(all.every((term) => Number.isInteger(term) && term >= 0 && term < TERM_MAX)).toBe(true);
  }
  expect(terms(many).size).toBeGreaterThan(7000);
});

test("terms differ from one another but for a few", () => {
  const words = Array.from({ length: 26 ** 3 }, (_, at) => (at + 36 ** 3).toString(36).slice(-3));
  expect(terms(words.join(" ")).size).toBeGreaterThan(words.length * 0.99);
});

test("a sign keeps thirty marks, because putting thousands in order holds up everybody else", () => {
  const marks = "\u0301".repeat(3_000) + "\u0316".repeat(3_000);
  const { text, source } = foldWithPlaces(`te${marks}a and coffee`);
  expect(text).toBe("tea and coffee");
  expect(fold(`te${marks}a and coffee`)).toBe(text);
  expect(source.length).toBeLessThan(50);
});
