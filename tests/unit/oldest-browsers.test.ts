// Which browsers Parley supports, what the others are shown, and that no file uses newer features.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { describe, expect, test, vi } from "vitest";
import { describeOldestBrowsers, OLDEST_BROWSERS, TOO_OLD_ID, TOO_OLD_SCRIPT } from "../../lib/oldest-browsers.ts";

const NEW_ENOUGH = {
  CSS: { supports: () => true },
  CSSPropertyRule: function CSSPropertyRule() {},
  Intl: { Segmenter: class {} },
  AbortSignal: { timeout: () => {} },
};

/** Runs the script in a browser with this `window`. Resolves to whether it shows the notice. */
function shows(window: Record<string, unknown>, missing: string[] = []): boolean {
  const words = { hidden: true };
  const document = { getElementById: (id: string) => (id === TOO_OLD_ID ? words : null) };
  const world = vm.createContext({ ...window, document, setInterval: vi.fn() });
  vm.runInContext("window = this", world);
  for (const name of missing) vm.runInContext(`delete ${name}`, world);
  vm.runInContext(TOO_OLD_SCRIPT, world);
  return !words.hidden;
}

describe("a browser that is too old", () => {
  test("is told so, whatever of what the pages need it lacks", () => {
    expect(shows(NEW_ENOUGH)).toBe(false);
    for (const name of Object.keys(NEW_ENOUGH))
      expect([name, shows({ ...NEW_ENOUGH, [name]: undefined })]).toEqual([name, true]);
    for (const name of ["Array.prototype.toSorted", "Array.prototype.findLast", "Object.hasOwn"])
      expect([name, shows(NEW_ENOUGH, [name])]).toEqual([name, true]);
    expect(shows({ ...NEW_ENOUGH, CSS: { supports: () => false } })).toBe(true);
    expect(shows({})).toBe(true);
  });

  test("can read the script that tells it: nothing in it is younger than the browsers of 2009", () => {
    expect(TOO_OLD_SCRIPT).not.toMatch(/=>|`|\b(let|const|class|async|of)\b|\?\.|\?\?|\.\.\./);
  });

  test("is told the versions that README.md names", () => {
    const readme = readFileSync("README.md", "utf8").replace(/\s+/g, " ");
    expect(readme).toContain(describeOldestBrowsers());
    expect(describeOldestBrowsers()).toBe(
      `Chrome and Edge ${OLDEST_BROWSERS["Chrome and Edge"]}, Firefox ${OLDEST_BROWSERS.Firefox} and Safari ${OLDEST_BROWSERS.Safari}`,
    );
  });
});

/** Features that at least one of the oldest browsers lacks. They may be used only after a test for them. */
const YOUNGER: Record<string, RegExp> = {
  "Chrome 126, Safari 18": /\bURL\.parse\(/,
  "Chrome 122, Firefox 131, Safari 18.4: iterator helpers":
    /\.(values|keys|entries)\(\)\.(map|filter|some|every|find|toArray|reduce|take|drop)\(/,
  "Chrome 128": /\bPromise\.try\(/,
  "Chrome 136": /\bRegExp\.escape\(/,
  "Chrome 140": /\bUint8Array\.from(Base64|Hex)\(|\.to(Base64|Hex)\(\)/,
  "Chrome 134": /\bError\.isError\(/,
  "Chrome 144": /\bTemporal\./,
  "Safari 26, Firefox 144: view transitions": /\bstartViewTransition\(/,
  "Chrome 125: anchor positioning": /\banchor-name\b|\bposition-anchor\b/,
  "Safari 26: Intl.DurationFormat in Firefox 136": /\bIntl\.DurationFormat\b/,
};

test("no page asks for what the oldest browsers lack", () => {
  const files = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(tsx?|css)$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(200);
  const found = files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    // Server code does not run in a browser.
    if (text.startsWith('import "server-only"')) return [];
    return Object.entries(YOUNGER).flatMap(([since, pattern]) => (pattern.test(text) ? [`${file}: ${since}`] : []));
  });
  expect(found).toEqual([]);
});
