import * as z from "./z.ts";

/**
 * Whether the text can be stored: without NUL and lone surrogates, which databases, terminals and browsers treat
 * differently.
 */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/**
 * Characters that draw nothing: white space, those that Unicode lists as ignorable, and some that it does not, such as
 * the empty braille cell.
 */
const INVISIBLE = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800\ufff9-\ufffb\u{1d159}\u{16fe4}]/gu;

/** Whether `text` draws nothing at all, so that it counts as empty. */
export function isInvisible(text: string): boolean {
  return text.replace(INVISIBLE, "") === "";
}

// Joiners are part of the spelling of Arabic and Indic scripts, between two letters of them.
const SCRIPTS = ["Arab", "Syrc", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"];
const JOINING = `[${SCRIPTS.map((script) => `\\p{sc=${script}}`).join("")}]`;
const JOINED = new RegExp(`(?<=${JOINING})[\\u200c\\u200d](?=${JOINING})`, "gu");
/** In emoji, invisible characters select the picture (❤️, 👩‍💻). Each follows a picture, or another such character. */
const IN_EMOJI = /(?<=\p{ExtPict}|\p{EMod}|\ufe0f|[\u{e0020}-\u{e007e}])(?:\ufe0f|\u200d|[\u{e0020}-\u{e007f}])/gu;
const IN_KEYCAP = /(?<=[#*\d])\ufe0f(?=\u20e3)/gu;

/** Whether `text` has invisible characters, with which two different names can look equal. */
export function hidesCharacters(text: string): boolean {
  return /\p{Default_Ignorable_Code_Point}/u.test(
    text.replace(IN_EMOJI, "").replace(IN_KEYCAP, "").replace(JOINED, ""),
  );
}

/** Returns `text` without invisible characters, and with one space in place of all white space. */
export function withoutInvisible(text: string): string {
  return text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/[\p{White_Space}\u2800]+/gu, " ")
    .trim();
}

const BAD_CHARACTERS = "contains characters that cannot be stored";
// Control characters, line and paragraph separators, and bidirectional overrides, with which a name reads as another.
const CONTROL_CHARACTER = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const CONTROL_CHARACTERS = new RegExp(CONTROL_CHARACTER, "gu");

/**
 * Removes the control characters from a text, such as a file name given by a device, or a text shown beside other
 * people's.
 */
export function withoutControls(text: string): string {
  return text.replace(CONTROL_CHARACTERS, "");
}

/**
 * A schema for one line of text, such as a name, of `min` to `max` code points after trimming. `what` begins the
 * messages.
 */
export function singleLine(what: string, min: number, max: number) {
  return z
    .pipe(
      z.string(`${what} must be text.`).check(z.refine(isStorable, `${what} ${BAD_CHARACTERS}.`)),
      z.transform((text: string) => (isInvisible(text) ? "" : text.trim().replace(/\p{White_Space}+/gu, " "))),
    )
    .check(
      z.refine((text) => !CONTROL_CHARACTER.test(text), `${what} ${BAD_CHARACTERS}.`),
      z.refine(
        (text) => lengthOf(text) >= min,
        min === 1 ? `${what} is missing.` : `${what} needs at least ${min} characters.`,
      ),
      z.refine((text) => lengthOf(text) <= max, `${what} can have at most ${max} characters.`),
    );
}

/**
 * A schema for several lines of text of `min` to `max` code points. Blank lines before it and white space after it are
 * removed.
 */
export function multiLine(what: string, min: number, max: number) {
  return z
    .pipe(
      z.string(`${what} must be text.`).check(z.refine(isStorable, `${what} ${BAD_CHARACTERS}.`)),
      z.transform(trimText),
    )
    .check(
      z.refine((text) => lengthOf(text) >= min, `${what} is empty.`),
      z.refine((text) => lengthOf(text) <= max, `${what} can have at most ${max.toLocaleString("en")} characters.`),
    );
}

/**
 * Removes blank lines before the text and white space after it; its first line keeps its indentation. Returns "" for a
 * text that draws nothing.
 */
export function trimText(text: string): string {
  if (isInvisible(text)) return "";
  const end = text.trimEnd();
  const start = end.length - end.trimStart().length;
  return end.slice(end.lastIndexOf("\n", Math.max(0, start - 1)) + 1);
}

/** A schema for a whole number in a URL. It accepts digits only, so that "" is not 0 and "1e9" not a billion. */
export function digits(min: number, max: number) {
  return z
    .pipe(
      z.string("must be a whole number").check(z.regex(/^\d{1,15}$/, "must be a whole number")),
      z.transform((text: string) => Number(text)),
    )
    .check(
      z.refine((value) => value >= min, `must be at least ${min}`),
      z.refine((value) => value <= max, `can be at most ${max}`),
    );
}

/**
 * Counts the code points of `text`; an emoji beyond the first plane counts once. Above 40,000 UTF-16 units, which no
 * limit allows, it returns the number of units.
 */
export function lengthOf(text: string): number {
  return text.length > 40_000 ? text.length : [...text].length;
}

/** Returns the first `max` code points of `text`, with an ellipsis when it was longer. */
export function excerpt(text: string, max: number): string {
  const points = [...text.slice(0, max * 2 + 2)];
  return points.length <= max ? text : `${points.slice(0, max).join("")}…`;
}

const ASCII = /^[ -~]*$/;

/** Folds a name for comparing: NFKC and without case, so that "ADA" and "ａｄａ" are equal. */
export function foldName(name: string): string {
  if (ASCII.test(name)) return name.toLowerCase();
  return name.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
}

/** Letters that Unicode does not decompose into a letter and its accent, as people type them without it. */
export const WITHOUT_ACCENT: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ı: "i",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

/** Folds a name for search: like `foldName` and without accents, so that "zoe" finds "Zoë" in either Unicode form. */
export function foldForSearch(text: string): string {
  return foldName(text)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[øłđðıæœþ]/g, (letter) => WITHOUT_ACCENT[letter] ?? letter);
}
