import type { Work } from "./nodes.ts";
import { charAt, charBefore, hasMeaning, isAscii, isLetter, isOpenSide, isSpace, isWord } from "./signs.ts";

export type Mark = "strong" | "emphasis" | "strike";
/** A run of one sign of emphasis, such as `**`. Of its `size` signs, `left` have no partner; the others open or close the marks that are listed. */
export type Run = {
  at: number;
  sign: string;
  size: number;
  left: number;
  canOpen: boolean;
  canClose: boolean;
  /** The outermost mark comes first. */
  opens: Mark[];
  /** The innermost mark comes first. */
  closes: Mark[];
};

/** The number of runs that wait for their partner at once. When there are more, the oldest stay as typed. */
const PENDING_MAX = 16;
const BEFORE_SINGLE = `([{<>"',;:!?-*_~|`;
const NOT_AFTER_SINGLE = ".,;:!?)]}/";
const AFTER = `.,;:!?)]}<>"'-*_~|`;

/** The run of emphasis between `at` and `end`, which are all one sign; null where a run of this length emphasises nothing. */
export function runAt(text: string, at: number, end: number): Run | null {
  const sign = text[at] ?? "";
  const size = end - at;
  if (sign === "~" ? size !== 2 : size > 3) return null;
  const before = charBefore(text, at);
  const after = charAt(text, end);
  // A "_" between letters of any script is part of a name, such as snake_case.
  const inWord = sign === "_" ? isLetter : isWord;
  const canOpen =
    !isSpace(after) && !inWord(before) && (size > 1 || follows(text, at, sign) || opensSingle(before, after, inWord));
  const canClose =
    !isSpace(before) && (size > 1 ? closesMany(before, after, sign) : closesSingle(before, after, sign, inWord));
  return { at, sign, size, left: size, canOpen, canClose, opens: [], closes: [] };
}

/** Whether the sign opens again behind a slash, as the third one in "*a*\/*b*" does. Other slashes belong to paths and comments. */
function follows(text: string, at: number, sign: string): boolean {
  return sign === "*" && text[at - 1] === "/" && text[at - 2] === "*" && isLetter(charAt(text, at + 1));
}

function opensSingle(before: string, after: string, inWord: (char: string) => boolean): boolean {
  if (NOT_AFTER_SINGLE.includes(after)) return false;
  return isSpace(before) || BEFORE_SINGLE.includes(before) || (isOpenSide(before) && !inWord(before));
}

function closesSingle(before: string, after: string, sign: string, inWord: (char: string) => boolean): boolean {
  if ("([{".includes(before)) return false;
  if (sign === "*" && after === "/" && isLetter(before)) return true;
  return isSpace(after) || AFTER.includes(after) || (isOpenSide(after) && !inWord(after));
}

/** After punctuation, `**` closes only where a word cannot go on: the paths "**\/a.ts", "**\/b.ts" are not bold. */
function closesMany(before: string, after: string, sign: string): boolean {
  if (isSpace(after) || AFTER.includes(after)) return true;
  if (sign === "_" && isLetter(after)) return false;
  return isAscii(before) && !isWord(before) ? isOpenSide(after) : true;
}

/** Pairs the runs of one paragraph. At most PENDING_MAX of them wait for a partner, so the cost is linear. */
export function pairRuns(text: string, runs: Run[], work: Work): void {
  if (runs.length < 2) return;
  const next = nextOf(text, work);
  const pending: Run[] = [];
  for (const run of runs) {
    if (run.canClose) close(run, pending, next, work);
    if (!run.canOpen || run.left < run.size) continue;
    if (pending.length >= PENDING_MAX) pending.shift();
    pending.push(run);
  }
}

function close(run: Run, pending: Run[], next: Next, work: Work): void {
  for (let k = pending.length - 1; k >= 0 && run.left > 0; k--) {
    work.steps++;
    const open = pending[k];
    if (!open) return;
    const taken = open.sign === run.sign ? taking(open.left, run.left) : 0;
    if (taken === 0) continue;
    pending.length = k;
    // Two runs that are not meant as emphasis, as in "__init__", stay as typed and wait for no other partner.
    if (!isMeant(open, run, taken, next)) return;
    const marks = marksOf(run.sign, taken);
    open.opens.unshift(...marks);
    run.closes.push(...marks.toReversed());
    open.left -= taken;
    run.left -= taken;
    if (open.left > 0) pending.push(open);
  }
}

function taking(open: number, closing: number): number {
  if (open === closing) return open;
  if (open === 3) return closing;
  return closing === 3 ? open : 0;
}

function marksOf(sign: string, size: number): Mark[] {
  if (sign === "~") return ["strike"];
  if (size === 3) return ["strong", "emphasis"];
  return size === 2 ? ["strong"] : ["emphasis"];
}

/** For each place of the text: where the next space is, and where the next character is that can be emphasised. */
type Next = { text: string; space: Uint32Array; meaning: Uint32Array };

function isMeant(open: Run, run: Run, taken: number, { text, space, meaning }: Next): boolean {
  const from = open.at + open.size;
  if ((meaning[from] ?? run.at) >= run.at) return false;
  const isOneWord = (space[from] ?? run.at) >= run.at;
  if (open.sign === "_" && taken === 2) return !isOneWord;
  // "**T**ool" is meant as bold, "f(**a) or 2**3" is not.
  return taken === 1 || isOneWord || !isWord(charAt(text, run.at + run.size));
}

function nextOf(text: string, work: Work): Next {
  const size = text.length;
  work.steps += size;
  const space = new Uint32Array(size + 1).fill(size);
  const meaning = new Uint32Array(size + 1).fill(size);
  for (let at = size - 1; at >= 0; at--) {
    const char = charAt(text, at);
    space[at] = isSpace(char) ? at : (space[at + 1] ?? size);
    meaning[at] = hasMeaning(char) ? at : (meaning[at + 1] ?? size);
  }
  return { text, space, meaning };
}
