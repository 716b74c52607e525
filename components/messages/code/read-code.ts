import type { Colour, Reader } from "./colours";

/** What distinguishes the words of one language. Words are separated by spaces. */
export type Syntax = {
  /** Signs that begin a comment up to the end of the line. */
  line?: string;
  /** The first and the last sign of a comment over several lines. */
  block?: string;
  /** Signs around a text. A triple one comes before its single one. */
  quotes?: string;
  /** Those of `quotes` whose texts go over several lines. */
  long?: string;
  /** Those of `quotes` in which a backslash is a backslash. */
  raw?: string;
  keywords?: string;
  literals?: string;
  types?: string;
  isCaseless?: boolean;
  /** Words may have a hyphen or a dot in them, as in CSS and YAML. */
  hasLongWords?: boolean;
  /** Signs that make the word behind them a name, such as the $ of variables or the @ of decorators. */
  prefixes?: string;
  /** The sign behind a word or a text that makes it the name of a value, such as the colon of JSON. */
  keySign?: string;
  /** Words with a capital letter are types. */
  hasCapitalTypes?: boolean;
  /** A # at the beginning of a line is an instruction to the compiler. */
  hasDirectives?: boolean;
  /** The first word of a line is a keyword, as in nginx. */
  hasLeadingWord?: boolean;
  /** A / where a value is expected begins a regular expression. */
  hasRegExps?: boolean;
  /** A ' begins a text only where it closes after one character: Rust has 'a for something else. */
  hasShortChars?: boolean;
  /** A [ at the beginning of a line begins a heading, as in INI files. */
  hasSections?: boolean;
};

type Words = ReadonlySet<string>;
export type Rules = ReturnType<typeof rulesOf>;

const wordsIn = (text = ""): string[] => text.split(" ").filter((word) => word !== "");
const isDigit = (sign: string) => sign >= "0" && sign <= "9" && sign.length === 1;
const isLetter = (sign: string) => /^[\p{L}\p{M}_]$/u.test(sign);
const isWord = (sign: string) => isLetter(sign) || isDigit(sign);
const isLongWord = (sign: string) => isWord(sign) || sign === "-" || sign === ".";
const isSpace = (sign: string) => sign === " " || sign === "\t";

export function rulesOf(syntax: Syntax) {
  const fold = (text = ""): Words => new Set(wordsIn(syntax.isCaseless ? text.toLowerCase() : text));
  return {
    ...syntax,
    line: wordsIn(syntax.line),
    block: wordsIn(syntax.block),
    quotes: wordsIn(syntax.quotes),
    long: new Set(wordsIn(syntax.long)),
    raw: new Set(wordsIn(syntax.raw)),
    keywords: fold(syntax.keywords),
    literals: fold(syntax.literals),
    types: fold(syntax.types),
    prefixes: new Set(wordsIn(syntax.prefixes)),
    isWord: syntax.hasLongWords ? isLongWord : isWord,
  };
}

/** Reads all of the code by the rules of its language. Every step takes at least one character and looks back at none. */
export function readCode(reader: Reader, rules: Rules): void {
  while (!reader.isAtEnd) {
    if (readComment(reader, rules) || readText(reader, rules) || readLineStart(reader, rules)) continue;
    const sign = reader.peek();
    if (isDigit(sign))
      reader.take(
        reader.lengthOf((one) => isWord(one) || one === "."),
        "number",
      );
    else if (isLetter(sign)) readWord(reader, rules);
    else if (rules.prefixes.has(sign) && isLetter(reader.peek(1)))
      reader.take(1 + reader.lengthOf(isWord, reader.at + 1), "attribute");
    else if (rules.hasRegExps && sign === "/" && isValueExpected(reader)) readRegExp(reader);
    else reader.take(1, null);
  }
}

function readComment(reader: Reader, { line, block }: Rules): boolean {
  const [open, close] = block;
  if (open && close && reader.isNext(open)) {
    reader.take(reader.lengthThrough(close, open.length), "comment");
    return true;
  }
  if (!line.some((sign) => reader.isNext(sign))) return false;
  // The # of "a#b" and of "$#" begins no comment in any language.
  const before = reader.text[reader.at - 1] ?? "\n";
  if (reader.peek() === "#" && !/[\s;,({})]/.test(before)) return false;
  reader.take(reader.lengthOfLine(), "comment");
  return true;
}

function readText(reader: Reader, rules: Rules): boolean {
  const quote = rules.quotes.find((sign) => reader.isNext(sign));
  if (!quote || (quote === "'" && rules.hasShortChars && !isShortChar(reader))) return false;
  const length = lengthOfText(reader, quote, rules);
  const isKey = rules.keySign !== undefined && isKeyUntil(reader, length, rules.keySign);
  reader.take(length, isKey ? "attribute" : "string");
  return true;
}

function lengthOfText(reader: Reader, quote: string, { long, raw }: Rules): number {
  const { text, at } = reader;
  const isEnd = (place: number) => text.startsWith(quote, place) || (text[place] === "\n" && !long.has(quote));
  let end = at + quote.length;
  while (end < text.length && !isEnd(end)) end += text[end] === "\\" && !raw.has(quote) ? 2 : 1;
  if (text.startsWith(quote, end)) end += quote.length;
  const length = Math.min(end, text.length) - at;
  reader.steps += length * quote.length;
  return length;
}

function isShortChar(reader: Reader): boolean {
  return reader.peek(2) === "'" || reader.peek(1) === "\\";
}

/** Whether the sign that names a value stands behind the next `length` characters. "::" names none. */
function isKeyUntil(reader: Reader, length: number, sign: string): boolean {
  const space = reader.lengthOf(isSpace, reader.at + length);
  return reader.peek(length + space) === sign && reader.peek(length + space + 1) !== sign;
}

/** Reads what only the first signs of a line can be. */
function readLineStart(reader: Reader, rules: Rules): boolean {
  if (!reader.isAtLineStart) return false;
  const indent = reader.lengthOf(isSpace);
  if (indent > 0) reader.take(indent, null);
  const sign = reader.peek();
  if (rules.hasDirectives && sign === "#") reader.take(1 + reader.lengthOf(isWord, reader.at + 1), "keyword");
  else if (rules.hasSections && sign === "[") reader.take(reader.lengthOfLine(), "title");
  else if (rules.hasLeadingWord && isLetter(sign)) reader.take(reader.lengthOf(rules.isWord), "keyword");
  else return indent > 0;
  return true;
}

function readWord(reader: Reader, rules: Rules): void {
  const length = reader.lengthOf(rules.isWord);
  const word = reader.text.slice(reader.at, reader.at + length);
  reader.take(length, colourOf(rules.isCaseless ? word.toLowerCase() : word, reader, length, rules));
}

function colourOf(word: string, reader: Reader, length: number, rules: Rules): Colour | null {
  if (rules.keywords.has(word)) return "keyword";
  if (rules.literals.has(word)) return "number";
  if (rules.types.has(word)) return "type";
  if (rules.keySign !== undefined && isKeyUntil(reader, length, rules.keySign)) return "attribute";
  if (reader.peek(length) === "(") return "title";
  return rules.hasCapitalTypes && /^\p{Lu}/u.test(word) ? "type" : null;
}

/** A / behind a value divides by it. */
function isValueExpected(reader: Reader): boolean {
  let before = reader.at - 1;
  while (isSpace(reader.text[before] ?? "")) before--;
  reader.steps += reader.at - before;
  return before < 0 || "\n(,=:[!&|?{};>".includes(reader.text[before] as string);
}

/** Without a second / in the line, the first one is none of a regular expression, and neither is a later one. */
function readRegExp(reader: Reader): void {
  const { text, at } = reader;
  let end = at + 1;
  while (end < text.length && text[end] !== "/" && text[end] !== "\n") end += text[end] === "\\" ? 2 : 1;
  reader.steps += end - at;
  if (text[end] === "/") reader.take(end + 1 - at + reader.lengthOf(isLetter, end + 1), "string");
  else reader.take(1, null);
}
