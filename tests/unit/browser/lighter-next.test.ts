// What next.config.ts puts in the place of files of Next's client, held against the installed version of Next.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { NEXT_NAV_DEPLOYMENT_ID_HEADER } from "@/lib/browser/next/constants.ts";
import * as lighterProcess from "@/lib/browser/next/process.ts";

const DIST = path.resolve("node_modules/next/dist");
const sources = clientSources(["client/app-next.js", "client/app-index.js", "client/app-dir/link.js"]);

test("Next's client uses no other constant than ours has, and with the same value", async () => {
  const used = namesOf(/\b_constants\.(\w+)/g, (text) => /_constants = require\("[./]+\/lib\/constants"\)/.test(text));
  expect(used).toEqual(["NEXT_NAV_DEPLOYMENT_ID_HEADER"]);
  const whole = await import("next/dist/lib/constants.js");
  expect(NEXT_NAV_DEPLOYMENT_ID_HEADER).toBe(whole.NEXT_NAV_DEPLOYMENT_ID_HEADER);
});

test("Next's client reads nothing of process that ours lacks", () => {
  const used = namesOf(/(?<![\w.])process\.(\w+)/g, () => true);
  expect(used).toEqual(Object.keys(lighterProcess));
});

/** Every file that the entries load, without what only `next dev` or a branch for servers loads. */
function clientSources(entries: string[]): Map<string, string> {
  const found = new Map<string, string>();
  const open = entries.map((entry) => path.join(DIST, entry));
  for (const file of open) {
    if (found.has(file) || /[\\/](dev|next-devtools)[\\/]|[\\/]lib[\\/]scheduler\.js$/.test(file)) continue;
    const text = withoutComments(readFileSync(file, "utf8"));
    found.set(file, text);
    for (const [, request = ""] of text.matchAll(/require\("(\.[^"]+)"\)/g)) {
      const target = path.join(path.dirname(file), request);
      const resolved = [target, `${target}.js`, path.join(target, "index.js")].find(
        (candidate) => candidate.endsWith(".js") && existsSync(candidate),
      );
      if (resolved) open.push(resolved);
    }
  }
  expect(found.size).toBeGreaterThan(80);
  return found;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

function namesOf(pattern: RegExp, isIn: (text: string) => boolean): string[] {
  const texts = [...sources.values()].filter(isIn);
  return [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = ""]) => name)))];
}
