import { fold, foldWithPlaces } from "./fold.ts";
import { findMatches, hasMatch, type Wanted } from "./match.ts";

/** A piece of a text, and whether it is what was looked for. */
type Segment = { text: string; match: boolean };

/** In UTF-16 units. */
const BEFORE_MAX = 60;
const SNIPPET_MAX = 240;

type Range = { start: number; end: number };

/** The part of a text around the first thing that was found in it, with marks. Without any it is the beginning. */
export function snippetOf(text: string, wanted: readonly Wanted[]): Segment[] {
  const { source, ranges } = rangesOf(text, wanted);
  const first = ranges[0]?.start ?? 0;
  const from = first <= BEFORE_MAX ? 0 : blankNear(source, first - BEFORE_MAX, first);
  const to = source.length - from <= SNIPPET_MAX ? source.length : wholeSign(source, from + SNIPPET_MAX);
  const segments: Segment[] = [];
  const add = (start: number, end: number, match: boolean) => {
    if (end > start) segments.push({ text: source.slice(start, end), match });
  };
  let at = from;
  for (const { start, end } of ranges) {
    if (start >= to) break;
    add(at, start, false);
    add(start, Math.min(end, to), true);
    at = Math.min(end, to);
  }
  add(at, to, false);
  return withEllipses(segments, from > 0, to < source.length);
}

/** Whether a text has anything to be marked. */
export function hasAny(text: string, wanted: readonly Wanted[]): boolean {
  const folded = fold(text);
  return wanted.some((one) => hasMatch(folded, one));
}

function rangesOf(text: string, wanted: readonly Wanted[]): { source: string; ranges: Range[] } {
  const { source, text: folded, starts, ends } = foldWithPlaces(text);
  const found = wanted.flatMap((one) =>
    findMatches(folded, one).map((at) => ({
      start: starts[at] ?? 0,
      end: ends[at + one.text.length - 1] ?? source.length,
    })),
  );
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  const ranges: Range[] = [];
  for (const range of found) {
    const last = ranges.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else ranges.push(range);
  }
  return { source, ranges };
}

/** The place behind the first blank of a stretch, or its beginning. */
function blankNear(source: string, from: number, to: number): number {
  const blank = source.slice(from, to).indexOf(" ");
  return blank < 0 ? wholeSign(source, from) : from + blank + 1;
}

/** This place, or the one before it where it would cut a sign of two units. */
function wholeSign(source: string, at: number): number {
  const unit = source.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

function withEllipses(segments: Segment[], before: boolean, after: boolean): Segment[] {
  if (before) segments.unshift({ text: "…", match: false });
  if (after) segments.push({ text: "…", match: false });
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (last && last.match === segment.match) last.text += segment.text;
    else joined.push({ ...segment });
  }
  return joined;
}
