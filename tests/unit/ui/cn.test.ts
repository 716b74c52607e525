import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { extendTailwindMerge } from "tailwind-merge";
import { describe, expect, test } from "vitest";
import { cn } from "../../../lib/cn.ts";

/** The whole library, with the names that only our theme has. */
const complete = extendTailwindMerge({
  extend: {
    classGroups: {
      "font-size": [{ text: ["message", "meta", "title", "typed"] }],
      shadow: [{ shadow: ["raised", "floating"] }],
    },
  },
});

describe("the small table of classes", () => {
  const classes = classesIn(["app", "components"]);

  test("reads the classes that are used", () => {
    expect(classes).toContain("px-5");
    expect(classes.length).toBeGreaterThan(300);
  });

  test("drops of every two of them what the library's whole table drops", () => {
    const differing: string[] = [];
    for (const first of classes)
      for (const second of classes) {
        const both = `${first} ${second}`;
        if (cn(both) !== complete(both)) differing.push(`${both} → ${cn(both)}, not ${complete(both)}`);
      }
    expect(differing).toEqual([]);
  }, 60_000); // The test compares some million pairs.
});

/** Every utility class in the sources without its variants, which do not change what it sets. */
function classesIn(folders: string[]): string[] {
  const found = new Set<string>();
  for (const folder of folders)
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".tsx") && !name.endsWith(".ts")) continue;
      const text = readFileSync(path.join(folder, name), "utf8");
      for (const [, words = ""] of text.matchAll(/["'`]([^"'`\n]*)["'`]/g))
        for (const word of words.split(/\s+/)) {
          const bare = word.replace(/^(?:[^:[\]()]*(?:\[[^\]]*\]|\([^)]*\))?[^:[\]()]*:)+/, "");
          if (/^-?[a-z][\w\-./[\]()%,+*#:]*!?$/.test(bare)) found.add(bare);
        }
    }
  return [...found].filter(isUtility);
}

/** Words of our sentences that happen to be names of utilities. */
const WORDS = new Set(["filter"]);

/** A word is a utility class when the library drops its repetition. */
function isUtility(word: string): boolean {
  return !WORDS.has(word) && complete(`${word} ${word}`) === word;
}
