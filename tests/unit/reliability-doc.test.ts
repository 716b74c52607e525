import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { filesIn } from "../support/sources.ts";

const rows = [...readFileSync("docs/reliability.md", "utf8").matchAll(/^\| ([A-Z]\d+) \| .+? \| (.+) \|$/gm)].map(
  ([, id = "", files = ""]) => ({ id, files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file) }),
);
const range = (letter: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => `${letter}${from + n}`);

test("docs/reliability.md has a row for each promise about faults", () => {
  const due = [
    ...range("D", 1, 23),
    ...range("S", 1, 10),
    ...range("L", 2, 6),
    ...range("L", 12, 18),
    ...range("F", 1, 13),
    "N2",
    "N9",
    ...range("Q", 1, 4),
    ...range("P", 1, 2),
    ...range("O", 1, 4),
    ...range("T", 1, 7),
    ...range("B", 1, 2),
    ...range("M", 1, 4),
    ...range("M", 6, 10),
  ];
  expect(rows.map(({ id }) => id)).toEqual(due);
});

test.each(rows)("$id is proved by tests that name it", ({ id, files }) => {
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    expect(existsSync(file), file).toBe(true);
    expect(readFileSync(file, "utf8"), file).toMatch(new RegExp(`\\b${id}\\b`));
  }
});

const page = (name: string) => readFileSync(`docs/${name}.md`, "utf8");

test("every code that a comment cites is defined in docs/reliability.md, docs/security.md or docs/asvs.md", () => {
  const promises = [...`${page("reliability")}\n${page("security")}`.matchAll(/^\| ([A-Z]\d+) \|/gm)].map(
    ([, id]) => id,
  );
  const facts = [...page("reliability").matchAll(/^(\d+)\. /gm)].map(([, number]) => `fact ${number}`);
  const standard = [...page("asvs").matchAll(/^\| (\d+\.\d+\.\d+) \|/gm)].map(([, line]) => `ASVS ${line}`);
  const known = new Set([...promises, ...facts, ...standard]);
  const cited = filesIn("code").flatMap((file) => citationsIn(file).map((code) => ({ code, file })));
  expect(cited.length).toBeGreaterThan(100);
  expect(cited.filter(({ code }) => !known.has(code))).toEqual([]);
});

/** The codes in a file's comments: a letter with a number ("A1", "D18"), "fact 1", and "ASVS 3.5.1". */
function citationsIn(file: string): string[] {
  const comments = readFileSync(file, "utf8").match(/(?<!:)\/\/.*|\/\*[\s\S]*?\*\//g) ?? [];
  return comments.flatMap((comment) =>
    [
      ...comment
        .replace(/\n\s*\*\s*/g, " ")
        .matchAll(/(?<![\w$"'.])([A-Z]\d{1,2}|fact \d|ASVS \d+\.\d+\.\d+)(?![\w"'])/g),
    ].map(([, code = ""]) => code),
  );
}
