import { kindAt, kindBefore, LETTER } from "./signs.ts";
import { isShort, isWordStart } from "./terms.ts";

/**
 * What is looked for in a folded text. A word of three signs or more is found anywhere, also inside words; a shorter one at the
 * beginning of a word, and as a whole word unless it `isPrefix`. A phrase begins and ends with words of the text.
 */
export type Wanted = { type: "word"; text: string; isPrefix: boolean } | { type: "phrase"; text: string };

/** More occurrences of one word in one text are not marked. */
const OCCURRENCES_MAX = 100;

/** Whether the folded text has what is wanted. */
export function hasMatch(text: string, wanted: Wanted): boolean {
  return findFrom(text, wanted, 0) >= 0;
}

/** Where the folded text has what is wanted, as places of its beginning, in order and not overlapping. */
export function findMatches(text: string, wanted: Wanted): number[] {
  const found: number[] = [];
  let at = findFrom(text, wanted, 0);
  while (at >= 0 && found.length < OCCURRENCES_MAX) {
    found.push(at);
    at = findFrom(text, wanted, at + wanted.text.length);
  }
  return found;
}

function findFrom(text: string, wanted: Wanted, from: number): number {
  const isHere = ruleOf(wanted);
  let at = text.indexOf(wanted.text, from);
  while (at >= 0 && !isHere(text, at)) at = text.indexOf(wanted.text, at + 1);
  return at;
}

function ruleOf(wanted: Wanted): (text: string, at: number) => boolean {
  const { length } = wanted.text;
  if (wanted.type === "phrase") return (text, at) => !isInsideWord(text, at) && !isInsideWord(text, at + length);
  if (!isShort(wanted.text)) return () => true;
  return (text, at) => isWordStart(text, at) && (wanted.isPrefix || !isInsideWord(text, at + length));
}

/** Whether letters stand on both sides of this place. */
export const isInsideWord = (text: string, at: number): boolean =>
  kindBefore(text, at) === LETTER && kindAt(text, at) === LETTER;
