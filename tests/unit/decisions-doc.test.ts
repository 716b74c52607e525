import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { filesIn } from "../support/sources.ts";

const FOLDER = "docs/decisions";
const pages = readdirSync(FOLDER).filter((name) => name !== "README.md");
const lines = readFileSync(`${FOLDER}/README.md`, "utf8").match(/^- \d{3}.*/gm) ?? [];
const numbersOf = (line: string) =>
  [...(/^- ((?:\d{3}(?:, )?)+):/.exec(line)?.[1]?.matchAll(/\d{3}/g) ?? [])].map(Number);

test("docs/decisions/README.md says something of each number, in order and without a hole", () => {
  const numbers = lines.flatMap(numbersOf);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(Math.max(...pages.map((name) => Number(name.slice(0, 3))))).toBeLessThanOrEqual(numbers.length);
});

test("each page of docs/decisions has its line, with its number, its link and a sentence", () => {
  const linked = lines.flatMap((line) => {
    const [, number, file] = /^- (\d{3}): \[[^\]]+\]\(([^)]+)\): .+\.$/.exec(line) ?? [];
    return file === undefined ? [] : [`${number} ${file}`];
  });
  expect(linked).toEqual(pages.sort().map((name) => `${name.slice(0, 3)} ${name}`));
  expect(
    pages.filter((name) => !new RegExp(`^# ${name.slice(0, 3)}\\b`).test(readFileSync(`${FOLDER}/${name}`, "utf8"))),
  ).toEqual([]);
});

test("each decision that the code or a document cites has a page", () => {
  const known = new Set(pages.map((name) => name.slice(0, 3)));
  const cited = [...filesIn("code"), ...filesIn("docs")].flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\bdecisions?(?: |\/)(\d{3})\b/g)].map(([, number = ""]) => ({
      number,
      file,
    })),
  );
  expect(cited.length).toBeGreaterThan(10);
  expect(cited.filter(({ number }) => !known.has(number))).toEqual([]);
});
