import { inlinesOf } from "./inlines-of.ts";
import type { Work } from "./nodes.ts";

const SIGNS = "*_~`[]()!@#>|-.+";

/**
 * The places of the characters that a backslash keeps from formatting. The backslashes before them are not shown; all other
 * backslashes are. The text is read once without backslashes to find out which signs would format: in "¯\_(ツ)_/¯" none would.
 */
export function escapesIn(text: string, escaped: readonly number[], work: Work): ReadonlySet<number> {
  const literals = new Set(escaped.map((at) => at + 1));
  if (!text.includes("\\")) return literals;
  const candidates = candidatesIn(text, work);
  if (candidates.length === 0) return literals;
  const { bare, places } = without(text, candidates);
  const isCandidate = new Set(candidates);
  const mark = (at: number) => {
    const place = places[at] ?? 0;
    if (isCandidate.has(place - 1)) literals.add(place);
  };
  inlinesOf(bare, { work, literals: new Set(), mark, offset: 0, isLink: false });
  return literals;
}

/** The places of backslashes that are not escaped themselves and stand before a sign that can format. */
function candidatesIn(text: string, work: Work): number[] {
  const found: number[] = [];
  for (let at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", at)) {
    let end = at;
    while (text[end] === "\\") end++;
    work.steps += end - at;
    if ((end - at) % 2 === 1 && end < text.length && SIGNS.includes(text[end] ?? "")) found.push(end - 1);
    at = end;
  }
  return found;
}

/** The text without the characters at `dropped`, and the place of each remaining character in the whole text. */
function without(text: string, dropped: readonly number[]): { bare: string; places: number[] } {
  const parts: string[] = [];
  const places: number[] = [];
  let from = 0;
  for (const at of [...dropped, text.length]) {
    parts.push(text.slice(from, at));
    for (let place = from; place < at; place++) places.push(place);
    from = at + 1;
  }
  return { bare: parts.join(""), places };
}
