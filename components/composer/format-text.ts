import { isInCode } from "@/lib/messages/text/is-in-code";

export type Format = "bold" | "italic";
/** What stands between `start` and `end` becomes `insert`; afterwards `selectStart` to `selectEnd` is selected. */
export type TextEdit = { start: number; end: number; insert: string; selectStart: number; selectEnd: number };
type Span = { start: number; end: number };
/** Words of one line without the marks, and with those that they have. */
type Piece = { inner: Span; outer: Span };

/** The first is the one that is written. */
const MARKS: Record<Format, readonly string[]> = { bold: ["**", "__"], italic: ["_", "*"] };
/** What begins a line and is no part of its words: its indent, and the signs of quotes, lists and headings. */
const LINE_START = /^[ \t]*(?:(?:>|[-*+]|#{1,6}|\d{1,9}[.)])[ \t]+)*/;
const WORD = /[\p{L}\p{N}\p{M}'’-]/u;

/**
 * Sets the marks of a format around the selection, line by line, or around the word at the caret; or takes them away.
 */
export function toggleFormat(text: string, start: number, end: number, format: Format): TextEdit {
  const chosen = start === end ? wordAt(text, start) : { start, end };
  const pieces = wordsIn(text, chosen).map((span) => pieceOf(text, span, MARKS[format]));
  if (pieces.length === 0) return togglePair(text, start, MARKS[format][0] ?? "");
  const isOn = pieces.every(({ inner, outer }) => inner.start > outer.start);
  let insert = "";
  let at = pieces[0]?.outer.start ?? start;
  const from = at;
  const selection = { start: 0, end: 0 };
  for (const [index, { inner, outer }] of pieces.entries()) {
    const isSet = inner.start > outer.start;
    const mark =
      isOn || isSet ? text.slice(outer.start, isOn ? outer.start : inner.start) : markFor(text, inner, format);
    insert += text.slice(at, outer.start) + mark;
    if (index === 0) selection.start = from + insert.length;
    insert += text.slice(inner.start, inner.end);
    selection.end = from + insert.length;
    insert += mark;
    at = outer.end;
  }
  return { start: from, end: at, insert, selectStart: selection.start, selectEnd: selection.end };
}

const LINK = /^(?:https?:\/\/|mailto:)[^\s<>]{3,2000}$/i;

/**
 * A link that is pasted over words makes them lead there. Null where it is pasted as it is: over nothing, lines, a
 * link, or in code.
 */
export function linkFromPaste(text: string, start: number, end: number, pasted: string): TextEdit | null {
  const address = pasted.trim();
  const words = text.slice(start, end);
  if (words.trim() === "" || words.includes("\n") || !LINK.test(address)) return null;
  if (/^\w+:\S+$/.test(words.trim()) || isInCode(text, start) || isInCode(text, end)) return null;
  const label = words.trim();
  const before = words.slice(0, words.indexOf(label));
  const after = words.slice(before.length + label.length);
  const target = address.replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
  const insert = `${before}[${label.replace(/[[\]\\]/g, "\\$&")}](${target})${after}`;
  const caret = start + insert.length - after.length;
  return { start, end, insert, selectStart: caret, selectEnd: caret };
}

/** Nothing to mark: an empty pair with the caret in it, or gone when the caret is in one. */
function togglePair(text: string, at: number, mark: string): TextEdit {
  const span = { start: at - mark.length, end: at + mark.length };
  if (text.slice(span.start, span.end) === mark + mark)
    return { ...span, insert: "", selectStart: span.start, selectEnd: span.start };
  const caret = at + mark.length;
  return { start: at, end: at, insert: mark + mark, selectStart: caret, selectEnd: caret };
}

function wordAt(text: string, at: number): Span {
  let [start, end] = [at, at];
  while (start > 0 && WORD.test(text[start - 1] ?? "")) start -= 1;
  while (end < text.length && WORD.test(text[end] ?? "")) end += 1;
  return { start, end };
}

/** What can be marked of a span: marks hug the words of each line. */
function wordsIn(text: string, { start, end }: Span): Span[] {
  const spans: Span[] = [];
  for (let at = start; at < end; ) {
    const newline = text.indexOf("\n", at);
    const lineEnd = newline === -1 ? end : Math.min(newline, end);
    const isWholeLine = at === 0 || text[at - 1] === "\n";
    const line = text.slice(at, lineEnd);
    const skipped = isWholeLine ? (LINE_START.exec(line)?.[0].length ?? 0) : line.length - line.trimStart().length;
    const words = line.slice(skipped).trimEnd();
    if (words !== "") spans.push({ start: at + skipped, end: at + skipped + words.length });
    at = lineEnd + 1;
  }
  return spans;
}

function pieceOf(text: string, span: Span, marks: readonly string[]): Piece {
  for (const mark of marks) {
    const { length } = mark;
    const words = text.slice(span.start, span.end);
    const between = words.startsWith(mark) && words.endsWith(mark) ? words.slice(length, -length) : "";
    const isInside = between !== "" && !between.slice(1, -1).includes(mark);
    const inner = isInside ? { start: span.start + length, end: span.end - length } : span;
    const outer = isInside ? span : { start: span.start - length, end: span.end + length };
    const isMarked =
      isInside || (text.startsWith(mark, outer.start) && text.startsWith(mark, span.end) && outer.start >= 0);
    if (isMarked && isOfRun(text, inner, mark)) return { inner, outer };
  }
  return { inner: span, outer: span };
}

/** Two asterisks are no italics, and three are both. */
function isOfRun(text: string, inner: Span, mark: string): boolean {
  let [start, end] = [inner.start, inner.start];
  while (start > 0 && text[start - 1] === mark[0]) start -= 1;
  while (text[end] === mark[0]) end += 1;
  const length = end - start;
  return mark.length === 1 ? length % 2 === 1 : length >= 2;
}

/** Underscores mean nothing inside a word. */
function markFor(text: string, { start, end }: Span, format: Format): string {
  const [mark = "", other = mark] = MARKS[format];
  if (format === "bold") return mark;
  return WORD.test(text[start - 1] ?? "") || WORD.test(text[end] ?? "") ? other : mark;
}
