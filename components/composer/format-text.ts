import { isInCode } from "@/lib/messages/text/is-in-code";

export type Format = "bold" | "italic";
/** Replaces the text from `start` to `end` by `insert`, and then selects `selectStart` to `selectEnd`. */
export type TextEdit = { start: number; end: number; insert: string; selectStart: number; selectEnd: number };
type Span = { start: number; end: number };
/** A part of one line: its range without the marks around it, and with them. */
type Piece = { inner: Span; outer: Span };

/** The marks of each format. The first is written, and all are recognised. */
const MARKS: Record<Format, readonly string[]> = { bold: ["**", "__"], italic: ["_", "*"] };
/** The start of a line that is not part of its text: the indent, and the signs of quotes, lists and headings. */
const LINE_START = /^[ \t]*(?:(?:>|[-*+]|#{1,6}|\d{1,9}[.)])[ \t]+)*/;
const WORD = /[\p{L}\p{N}\p{M}'’-]/u;

/** Puts the marks of a format around each selected line, or around the word at the caret, or removes them. */
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
 * Makes the selected text a link to a pasted address. Returns null where the address is pasted as it is: over nothing,
 * over several lines, over a link, or in code.
 */
export function linkFromPaste(text: string, start: number, end: number, pasted: string): TextEdit | null {
  const address = pasted.trim();
  const selected = text.slice(start, end);
  if (selected.trim() === "" || selected.includes("\n") || !LINK.test(address)) return null;
  if (/^\w+:\S+$/.test(selected.trim()) || isInCode(text, start) || isInCode(text, end)) return null;
  const label = selected.trim();
  const before = selected.slice(0, selected.indexOf(label));
  const after = selected.slice(before.length + label.length);
  const target = address.replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
  const insert = `${before}[${label.replace(/[[\]\\]/g, "\\$&")}](${target})${after}`;
  const caret = start + insert.length - after.length;
  return { start, end, insert, selectStart: caret, selectEnd: caret };
}

/** Inserts an empty pair of marks around the caret, or removes the pair that the caret is in. */
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

/** Splits a range into the parts that can have marks, because marks have to touch the text of each line. */
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

/**
 * Returns whether the signs around `inner` include the mark. Two asterisks are bold and not italic, and three are both.
 */
function isOfRun(text: string, inner: Span, mark: string): boolean {
  let [start, end] = [inner.start, inner.start];
  while (start > 0 && text[start - 1] === mark[0]) start -= 1;
  while (text[end] === mark[0]) end += 1;
  const length = end - start;
  return mark.length === 1 ? length % 2 === 1 : length >= 2;
}

/** Picks the mark. An underscore has no meaning inside of a word. */
function markFor(text: string, { start, end }: Span, format: Format): string {
  const [mark = "", other = mark] = MARKS[format];
  if (format === "bold") return mark;
  return WORD.test(text[start - 1] ?? "") || WORD.test(text[end] ?? "") ? other : mark;
}
