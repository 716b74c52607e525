import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
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

const page = (name: string) => readFileSync(`docs/${name}.md`, "utf8");

test("every number of a promise or a fact that the code cites is in docs/reliability.md or docs/security.md", () => {
  const promises = [...`${page("reliability")}\n${page("security")}`.matchAll(/^\| ([A-Z]\d+) \|/gm)].map(
    ([, id]) => id,
  );
  const facts = [...page("reliability").matchAll(/^(\d+)\. /gm)].map(([, number]) => `fact ${number}`);
  const places = ["app", "components", "lib", "scripts", "tests", "proxy.ts", "server.ts", "instrumentation.ts"];
  const cited = places.flatMap(sourcesIn).flatMap((file) => citationsIn(file).map((code) => `${code} in ${file}`));
  expect(cited.length).toBeGreaterThan(40);
  const known = new Set([...promises, ...facts]);
  expect(cited.filter((one) => !known.has(one.slice(0, one.indexOf(" in "))))).toEqual([]);
});

function sourcesIn(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.includes("node_modules"))
    .map((name) => path.join(place, name));
}

/** "docs/security.md A1, A2", "(C3)" and "docs/reliability.md, fact 1" in comments; "A4" beside paper sizes is none. */
function citationsIn(file: string): string[] {
  const comments = readFileSync(file, "utf8").match(/\/\/.*|\/\*[\s\S]*?\*\//g) ?? [];
  return comments.flatMap((comment) => {
    const words = comment.replace(/\n\s*\*\s*/g, " ");
    const lists = [
      ...words.matchAll(/docs\/(?:reliability|security)\.md,? ((?:[A-Z]\d+(?:(?:, | and )(?=[A-Z]\d))?)+|fact \d)/g),
    ];
    const alone = [...words.matchAll(/\(([ABCDFLNOSTZ]\d{1,2})\)|^\/\/ ([ABCDFLNOSTZ]\d{1,2})[.:]/g)];
    return [...lists.flatMap(([, codes = ""]) => codes.split(/, | and /)), ...alone.map(([, a, b]) => a ?? b ?? "")];
  });
}
