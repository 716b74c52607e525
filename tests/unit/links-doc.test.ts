import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { filesIn } from "../support/sources.ts";

const links = filesIn("docs").flatMap((from) =>
  [...readFileSync(from, "utf8").matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, to = ""]) => ({ from, to })),
);

/** The name that GitHub gives a heading: small letters, without punctuation, a hyphen for each space. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");

function isDead({ from, to }: (typeof links)[number]): boolean {
  const [place = "", anchor] = to.split("#");
  const file = place === "" ? from : path.join(path.dirname(from), place);
  if (!existsSync(file)) return true;
  if (anchor === undefined) return false;
  const headings = readFileSync(file, "utf8").match(/^#+ .+$/gm) ?? [];
  return !headings.some((heading) => anchorOf(heading.replace(/^#+ /, "")) === anchor);
}

test("each link in the README and in docs leads to a file that is there, and to its heading", () => {
  expect(links.length).toBeGreaterThan(30);
  expect(isDead({ from: "README.md", to: "docs/nowhere.md" })).toBe(true);
  expect(isDead({ from: "README.md", to: "docs/operations.md#nowhere" })).toBe(true);
  expect(links.filter(isDead)).toEqual([]);
});

test("each npm command that the README and docs name is one of package.json", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const named = filesIn("docs").flatMap((from) =>
    [...readFileSync(from, "utf8").matchAll(/\bnpm run ([a-z][a-z0-9:-]*)/g)].map(
      ([, name = ""]) => `${from}: ${name}`,
    ),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((one) => !(one.slice(one.indexOf(": ") + 2) in scripts))).toEqual([]);
});
