import { kindOf, LETTER } from "../search/signs.ts";

/**
 * A word has so many tokens at most, because so many look-ups are made at each place of a text at worst. It is a limit beside that
 * of its characters: folding makes many signs of some.
 */
export const TOKENS_MAX = 24;

/**
 * The places of a folded text at which a word may begin or end: around each run of letters and digits, and around every other sign.
 * A script without blanks between words has one after each sign, so there a word is found wherever its signs are.
 */
export function boundariesOf(folded: string): number[] {
  const places = [0];
  let wasLetter = false;
  for (let at = 0; at < folded.length; ) {
    const sign = folded.codePointAt(at) ?? 0;
    const isLetter = kindOf(sign) === LETTER;
    if (at > 0 && !(isLetter && wasLetter)) places.push(at);
    at += sign > 0xffff ? 2 : 1;
    wasLetter = isLetter;
  }
  if (folded.length > 0) places.push(folded.length);
  return places;
}

/** The pieces of a folded text between these places. */
export function tokensOf(folded: string): string[] {
  const places = boundariesOf(folded);
  return places.slice(1).map((place, index) => folded.slice(places[index], place));
}

/** Whether a folded word is one that can be looked for. */
export function isShort(folded: string): boolean {
  const { length } = tokensOf(folded);
  return length > 0 && length <= TOKENS_MAX;
}
