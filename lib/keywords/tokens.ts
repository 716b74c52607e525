import { kindOf, LETTER } from "../search/signs.ts";

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
