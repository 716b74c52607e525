import { parseCounting } from "./parse-body.ts";
import { walk } from "./walk.ts";

/** Stands for the caret in a text. Unicode promises that this character never means anything. */
const CARET = "\ufdd0";
/** At most this many different lengths of runs of backticks are tried on one line. */
const SIZES_MAX = 4;

/**
 * Whether position `at` of an unfinished text lies in code: in a fence that is open there, in a closed code span, or
 * after a run of backticks that nothing closes yet on its line. The composer completes and replaces nothing there.
 */
export function isInCode(text: string, at: number): boolean {
  if (!text.includes("`") && !text.includes("~~~")) return false;
  const head = text.slice(0, at);
  if (isCaretInCode(head + CARET + text.slice(at))) return true;
  const line = head.slice(head.lastIndexOf("\n") + 1);
  const sizes = new Set([...line.matchAll(/`+/g)].map(([run]) => run.length));
  return [...sizes].slice(-SIZES_MAX).some((size) => isCaretInCode(line + CARET + "`".repeat(size)));
}

/** Those of `places` that lie in code. The text is parsed once, however many they are. */
export function whichInCode(text: string, places: readonly number[]): Set<number> {
  if (!text.includes("`") && !text.includes("~~~")) return new Set();
  let marked = "";
  let at = 0;
  for (const place of places) {
    marked += text.slice(at, place) + CARET;
    at = place;
  }
  const isCode: boolean[] = [];
  walk(parseCounting(marked + text.slice(at)).blocks, (part) => {
    if (!("text" in part)) return;
    for (const _ of part.text.matchAll(new RegExp(CARET, "g"))) isCode.push(part.type === "code");
  });
  return new Set(places.filter((_, index) => isCode[index]));
}

function isCaretInCode(text: string): boolean {
  let isFound = false;
  walk(parseCounting(text).blocks, (part) => {
    if (part.type === "code" && part.text.includes(CARET)) isFound = true;
  });
  return isFound;
}
