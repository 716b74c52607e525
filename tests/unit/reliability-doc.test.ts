import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const rows = [...readFileSync("docs/reliability.md", "utf8").matchAll(/^\| ([A-Z]\d+) \| .+? \| (.+) \|$/gm)].map(
  ([, id = "", files = ""]) => ({ id, files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file) }),
);
const range = (letter: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => `${letter}${from + n}`);

test("docs/reliability.md has a row for each promise about faults", () => {
  const due = [
    ...range("D", 1, 18),
    ...range("S", 1, 10),
    ...range("L", 2, 6),
    ...range("L", 12, 18),
    ...range("F", 1, 10),
    "N2",
    "N9",
    ...range("O", 1, 4),
    ...range("T", 1, 3),
    ...range("B", 1, 2),
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
