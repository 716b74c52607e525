import { fenceIn } from "./fences.ts";
import { indentOf, isBlank } from "./lines.ts";
import { charAt, isLetter } from "./signs.ts";

/** Quotes and lists can stand inside each other this deep; deeper ones are shown as they were typed. */
export const NESTING_MAX = 8;
/** In columns. A line that is indented more is neither a list nor a heading, unless it is part of a list. */
const INDENT_MAX = 3;

/** The sign that begins an item of a list, and where its words begin. */
export type Marker = { ordered: boolean; value: number; indent: number; content: number; words: string };

// A number has at most three digits, because "2024. was" is a sentence. "7)" begins no item, because it would be drawn as "7.".
const BULLET = /^[-*](?=[ \t])/;
const ONLY_SIGNS = /^[-*+\s]+$/;
const NUMBER = /^(0|[1-9]\d{0,2})\.(?=[ \t])/;

export function markerIn(line: string, isInList: boolean): Marker | null {
  const { columns, chars } = indentOf(line);
  if (!isInList && columns > INDENT_MAX) return null;
  const rest = line.slice(chars);
  const number = NUMBER.exec(rest);
  const sign = number?.[0] ?? BULLET.exec(rest)?.[0];
  if (sign === undefined) return null;
  const words = rest.slice(sign.length);
  // People draw lines with "- - -" and "* * *".
  if (isBlank(words) || (number === null && ONLY_SIGNS.test(words))) return null;
  const gap = indentOf(words);
  const content = columns + sign.length + Math.min(gap.columns, 4);
  return {
    ordered: number !== null,
    value: Number(number?.[1] ?? 0),
    indent: columns,
    content,
    words: words.slice(gap.chars),
  };
}

/** The words of a heading (`#` to `######`, a space, and words), or null for any other line. */
export function headingIn(line: string): string | null {
  const { columns, chars } = indentOf(line);
  if (columns > INDENT_MAX || line[chars] !== "#") return null;
  const rest = line.slice(chars);
  const [signs = ""] = /^#{1,6}(?=[ \t])/.exec(rest) ?? [];
  const words = rest.slice(signs.length).trim();
  return signs === "" || words === "" ? null : words;
}

/** Whether the line is a rule: three or more hyphens and nothing else. */
export function isRule(line: string): boolean {
  const words = line.trim();
  if (words.length < 3 || words[0] !== "-") return false;
  for (const sign of words) if (sign !== "-") return false;
  return true;
}

export function isQuoted(line: string): boolean {
  return line[indentOf(line).chars] === ">";
}

/** Whether the line makes itself and its neighbours a quote, by ">" before a space or a letter. ">_<", ">:(" and ">3" are faces. */
export function beginsQuote(line: string): boolean {
  const { columns, chars } = indentOf(line);
  if (columns > INDENT_MAX) return false;
  let at = chars;
  let depth = 0;
  for (; line[at] === ">" && depth <= NESTING_MAX; depth++)
    at = line[at + 1] === " " && line[at + 2] === ">" ? at + 2 : at + 1;
  if (depth === 0 || depth > NESTING_MAX) return false;
  const next = charAt(line, at);
  if (next === " " || next === "\t") return !isBlank(line.slice(at));
  return next === "@" || (isLetter(next) && !/^\p{N}/u.test(next));
}

/** The line without the ">" at its beginning. */
export function unquoted(line: string): string {
  const rest = line.slice(indentOf(line).chars + 1);
  return rest.startsWith(" ") ? rest.slice(1) : rest;
}

/** The place of the backslash that keeps the line from beginning a block, as in `\- a`, `1\. a` and `\# a`; -1 where there is none. */
export function escapeIn(line: string): number {
  const { chars } = indentOf(line);
  const [number = ""] = /^\d{1,3}(?=\\\.)/.exec(line.slice(chars)) ?? [];
  const at = chars + number.length;
  if (line[at] !== "\\") return -1;
  const bare = line.slice(0, at) + line.slice(at + 1);
  const isBlock =
    markerIn(bare, true) !== null ||
    headingIn(bare) !== null ||
    isRule(bare) ||
    beginsQuote(bare) ||
    fenceIn(bare.slice(chars)) !== null;
  return isBlock ? at : -1;
}
