import type { Work } from "./nodes.ts";

/** `text.slice(start, end)` is a span of code with its backticks; `size` backticks stand at each end. */
export type CodeSpan = { start: number; end: number; size: number };

/**
 * The spans of code in a text. A run of n backticks opens code when a later run of exactly n closes it (CommonMark 6.1).
 * `isLiteral` says whether a backtick is escaped; such a one opens nothing.
 */
export function codeSpansIn(text: string, isLiteral: (at: number) => boolean, work: Work): CodeSpan[] {
  if (!text.includes("`")) return [];
  const runs = runsIn(text, work);
  /** The places of the runs of each length, the last run first. */
  const places = new Map<number, number[]>();
  for (const { at, size } of runs.toReversed()) {
    const known = places.get(size);
    if (known) known.push(at);
    else places.set(size, [at]);
  }
  const spans: CodeSpan[] = [];
  let from = 0;
  for (const run of runs) {
    if (run.at < from) continue;
    const escaped = isLiteral(run.at) ? 1 : 0;
    const size = run.size - escaped;
    const later = places.get(size) ?? [];
    while ((later.at(-1) ?? run.at + 1) <= run.at) later.pop();
    const close = later.at(-1);
    // An empty box would hide the backticks that were typed.
    if (size === 0 || close === undefined || text.slice(run.at + run.size, close).trim() === "") continue;
    spans.push({ start: run.at + escaped, end: close + size, size });
    from = close + size;
  }
  return spans;
}

/** The code that a span shows. Line breaks become spaces, and one space inside each end belongs to the backticks. */
export function codeOf(text: string, { start, end, size }: CodeSpan): string {
  const inside = text.slice(start + size, end - size).replaceAll("\n", " ");
  const isPadded = inside.startsWith(" ") && inside.endsWith(" ") && inside.trim() !== "";
  return isPadded ? inside.slice(1, -1) : inside;
}

function runsIn(text: string, work: Work): { at: number; size: number }[] {
  work.steps += text.length;
  return [...text.matchAll(/`+/g)].map((match) => ({ at: match.index, size: match[0].length }));
}
