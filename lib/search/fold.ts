import { foldName, WITHOUT_ACCENT } from "../text.ts";
import { kindOf, SPACE } from "./signs.ts";

/**
 * Accents of Latin, Greek and Cyrillic letters, points of Hebrew, vowel signs and the long stroke of Arabic, and the dot that
 * Hindi and its neighbours put below letters for sounds of other languages, which many leave out. Other marks of such scripts,
 * such as vowels in Hindi and Thai or the dots of Japanese が, make another word and stay.
 */
const ACCENTS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u093c\u0a3c\u0abc\u0cbc]/g;
/** Skin tones, and what draws nothing: joiners, soft hyphens, the selectors of emoji. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{EMod}]/gu;
/** A mark on the sign before it, or its skin tone. The dots of half-width Japanese are no marks to Unicode. */
const MARK = /^[\p{M}\p{EMod}\uff9e\uff9f]$/u;
const DIGIT = /^\p{Nd}$/u;
const ASCII = /^[ -~]*$/;

/** Signs that people type one for the other: forms of a letter by its place or its keyboard, quotation marks, dashes. */
const SAME: Record<string, string> = {
  ...WITHOUT_ACCENT,
  ...toOne("σ", "ς"),
  ...toOne("ي", "ىی"),
  ...toOne("ه", "ة"),
  ...toOne("ك", "ک"),
  ...toOne("ا", "ٱ"),
  ...{ ך: "כ", ם: "מ", ן: "נ", ף: "פ", ץ: "צ" },
  ...toOne("ं", "ँ"),
  ...toOne("'", "’‘‚‛ʼʹ′´׳"),
  ...toOne('"', "“”„‟″״"),
  ...toOne("-", "‐‑‒–—―−־"),
  ...toOne("~", "〜"),
};

function toOne(sign: string, others: string): Record<string, string> {
  return Object.fromEntries(Array.from(others, (other) => [other, sign]));
}

const CACHE_MAX = 20_000;
const CACHED_LENGTH = 8;
const folded = new Map<string, string>();

/** A letter with its marks, folded. What stands around it does not matter, so a folded text can be mapped back to its signs. */
function foldSign(sign: string): string {
  const kept = folded.get(sign);
  if (kept !== undefined) return kept;
  // Unicode takes some of these signs, such as ´, for a blank with a mark.
  const bare = foldName(SAME[sign] ?? sign)
    .normalize("NFD")
    .replace(ACCENTS, "")
    .normalize("NFC")
    .replace(UNSEEN, "");
  const result = [...bare].map((one) => SAME[one] ?? toDigit(one)).join("");
  if (sign.length <= CACHED_LENGTH) {
    if (folded.size >= CACHE_MAX) folded.clear();
    folded.set(sign, result);
  }
  return result;
}

/** A digit of any script as one of ours: Unicode has the ten of each one after the other. Other signs stay. */
function toDigit(sign: string): string {
  if (!DIGIT.test(sign)) return sign;
  const codePoint = sign.codePointAt(0) ?? 0;
  let zero = codePoint;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((codePoint - zero) % 10);
}

const MANY_MARKS = /(\p{M}{30})\p{M}+/gu;

/** A folded text, and for each of its UTF-16 units where in the text the sign begins from which it came, and where it ends. */
export type Folded = { text: string; starts: number[]; ends: number[] };

/**
 * Folds a text for search: NFKC, without case and accents, with one space for any white space. "STRASSE" and "Straße", "Zoë"
 * and "zoe", half and full width are the same.
 */
export function fold(text: string): string {
  if (ASCII.test(text) && !text.includes("  ")) return text.toLowerCase();
  let result = "";
  eachSign(toNfc(text), (sign) => {
    result += sign;
  });
  return result;
}

/** Folds a text as `fold` does. `source` is what the places refer to: the text in NFC, without countless marks on one sign. */
export function foldWithPlaces(text: string): Folded & { source: string } {
  const source = toNfc(text);
  const result: Folded = { text: "", starts: [], ends: [] };
  eachSign(source, (sign, start, end) => {
    result.text += sign;
    for (let unit = 0; unit < sign.length; unit++) {
      result.starts.push(start);
      result.ends.push(end);
    }
  });
  return { ...result, source };
}

/**
 * The text in NFC. A sign keeps thirty marks, as in the stream-safe format (Unicode Standard Annex #15): putting marks in
 * order takes a time that grows with the square of their number, a tenth of a second for a message that is full of them.
 */
const toNfc = (text: string): string => text.replace(MANY_MARKS, "$1").normalize("NFC");

function eachSign(source: string, tell: (folded: string, start: number, end: number) => void): void {
  let isAfterSpace = false;
  for (let start = 0; start < source.length; ) {
    const codePoint = source.codePointAt(start) ?? 0;
    let end = start + (codePoint > 0xffff ? 2 : 1);
    const isSpace = kindOf(codePoint) === SPACE;
    if (isSpace) {
      if (!isAfterSpace) tell(" ", start, end);
    } else {
      while (end < source.length && isMarkAt(source, end)) end += (source.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
      // What folds into a space and a mark, as a lone accent does, is no blank between words.
      const sign =
        end - start === 1 && codePoint < 0x80 ? lowerAscii(source, start) : foldSign(source.slice(start, end));
      tell(sign.replaceAll(" ", ""), start, end);
    }
    isAfterSpace = isSpace;
    start = end;
  }
}

const lowerAscii = (source: string, at: number): string => (source[at] as string).toLowerCase();

function isMarkAt(source: string, at: number): boolean {
  const codePoint = source.codePointAt(at) ?? 0;
  return codePoint >= 0x300 && MARK.test(String.fromCodePoint(codePoint));
}
