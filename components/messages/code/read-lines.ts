import type { Colour, Reader } from "./colours";

/** The colours of whole lines, by how they begin. The first that fits is taken. */
const DIFF: readonly (readonly [RegExp, Colour])[] = [
  [/^(diff |index |\+\+\+|---|Only in )/, "title"],
  [/^@@/, "attribute"],
  [/^[+>]/, "string"],
  [/^[-<]/, "removed"],
];
const MARKDOWN: readonly (readonly [RegExp, Colour])[] = [
  [/^#{1,6} /, "title"],
  [/^ {0,3}>/, "comment"],
];
/** The sign of a list item. */
const ITEM = /^\s{0,12}([-*+]|\d{1,9}[.)]) /;

function colourOfLine(line: string, lines: typeof DIFF): Colour | null {
  return lines.find(([begin]) => begin.test(line))?.[1] ?? null;
}

/** Colours the lines of a comparison. */
export function readDiff(reader: Reader): void {
  while (!reader.isAtEnd) {
    const length = reader.lengthThrough("\n", 0);
    reader.take(length, colourOfLine(reader.text.slice(reader.at, reader.at + length), DIFF));
  }
}

/** Colours headings, quotes, the signs of items, and code. */
export function readMarkdown(reader: Reader): void {
  let isCode = false;
  while (!reader.isAtEnd) {
    const length = reader.lengthThrough("\n", 0);
    const line = reader.text.slice(reader.at, reader.at + length);
    const isFence = /^\s{0,12}(```|~~~)/.test(line);
    const colour = isCode || isFence ? "string" : colourOfLine(line, MARKDOWN);
    if (isFence) isCode = !isCode;
    if (colour) reader.take(length, colour);
    else readInline(reader, length);
  }
}

function readInline(reader: Reader, length: number): void {
  const end = reader.at + length;
  reader.take(ITEM.exec(reader.text.slice(reader.at, end))?.[0].length ?? 0, "number");
  const parts = reader.text.slice(reader.at, end).split("`");
  for (const [index, part] of parts.entries()) {
    // What stands behind an odd last sign is no code.
    const isCode = index % 2 === 1 && index < parts.length - 1;
    reader.take(part.length + (isCode ? 1 : 0), isCode ? "string" : null);
    const next = index + 1 < parts.length - 1 && index % 2 === 0;
    if (!isCode && index < parts.length - 1) reader.take(1, next ? "string" : null);
  }
}
