import { parseCounting } from "./parse-body.ts";
import { walk } from "./walk.ts";

/** A character that stands for the caret; Unicode promises that it will never be one of a text. */
const CARET = "\ufdd0";
/** Different runs of backticks on one line that are tried. */
const SIZES_MAX = 4;

/**
 * Whether position `at` of an unfinished text lies in code: in a fence that is open there, in a closed code span, or
 * after a run of backticks that nothing closes yet on its line. For what the composer must not complete or replace.
 */
export function isInCode(text: string, at: number): boolean {
  if (!text.includes("`") && !text.includes("~~~")) return false;
  const head = text.slice(0, at);
  if (isCaretInCode(head + CARET + text.slice(at))) return true;
  const line = head.slice(head.lastIndexOf("\n") + 1);
  const sizes = new Set([...line.matchAll(/`+/g)].map(([run]) => run.length));
  return [...sizes].slice(-SIZES_MAX).some((size) => isCaretInCode(line + CARET + "`".repeat(size)));
}

function isCaretInCode(text: string): boolean {
  let isFound = false;
  walk(parseCounting(text).blocks, (part) => {
    if (part.type === "code" && part.text.includes(CARET)) isFound = true;
  });
  return isFound;
}
