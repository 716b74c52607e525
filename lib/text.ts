import * as z from "./z.ts";

/** Text without what no database, terminal or browser handles alike: NUL and lone surrogates. Kept as typed otherwise. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** What leaves no ink, besides spaces and what Unicode lists: braille's empty cell, and fillers that it forgot. */
const UNSEEN = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800\ufff9-\ufffb\u{1d159}\u{16fe4}]/gu;

/** Whether whoever reads `text` sees nothing at all: it is empty, whatever it is made of. */
export function showsNothing(text: string): boolean {
  return text.replace(UNSEEN, "") === "";
}

// Joiners belong to the spelling of Arabic and Indic scripts, between two letters of theirs.
const SCRIPTS = ["Arab", "Syrc", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"];
const JOINING = `[${SCRIPTS.map((script) => `\\p{sc=${script}}`).join("")}]`;
const JOINED = new RegExp(`(?<=${JOINING})[\\u200c\\u200d](?=${JOINING})`, "gu");
/** In emoji they choose the picture: ❤️, 👩‍💻. Each stands behind a picture, or behind another one that does. */
const IN_EMOJI = /(?<=\p{ExtPict}|\p{EMod}|\ufe0f|[\u{e0020}-\u{e007e}])(?:\ufe0f|\u200d|[\u{e0020}-\u{e007f}])/gu;
const IN_KEYCAP = /(?<=[#*\d])\ufe0f(?=\u20e3)/gu;

/** Whether `text` has characters that cannot be seen, by which two names look alike and are not. */
export function hidesCharacters(text: string): boolean {
  return /\p{Default_Ignorable_Code_Point}/u.test(
    text.replace(IN_EMOJI, "").replace(IN_KEYCAP, "").replace(JOINED, ""),
  );
}

/** `text` as it is seen: without characters that cannot be, and with one space where there is some room. */
export function asSeen(text: string): string {
  return text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/[\p{White_Space}\u2800]+/gu, " ")
    .trim();
}

const BAD_CHARACTERS = "contains characters that cannot be stored";
// Control characters, line and paragraph separators, and the bidirectional overrides that make a name read as another.
const UNFIT_FOR_A_LINE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const ALL_UNFIT = new RegExp(UNFIT_FOR_A_LINE, "gu");

/** The text without those: for names that are given by devices, and for words beside other people's. */
export function withoutControls(text: string): string {
  return text.replace(ALL_UNFIT, "");
}

/** One line of text of `min` to `max` characters (code points) after trimming, such as a name. */
export function line(what: string, min: number, max: number) {
  return z
    .pipe(
      z.string(`${what} must be text.`).check(z.refine(isStorable, `${what} ${BAD_CHARACTERS}.`)),
      z.transform((text: string) => (showsNothing(text) ? "" : text.trim().replace(/\p{White_Space}+/gu, " "))),
    )
    .check(
      z.refine((text) => !UNFIT_FOR_A_LINE.test(text), `${what} ${BAD_CHARACTERS}.`),
      z.refine(
        (text) => lengthOf(text) >= min,
        min === 1 ? `${what} is missing.` : `${what} needs at least ${min} characters.`,
      ),
      z.refine((text) => lengthOf(text) <= max, `${what} can have at most ${max} characters.`),
    );
}

/** Text over several lines of `min` to `max` characters (code points); blank lines before it and space behind it are cut. */
export function paragraphs(what: string, min: number, max: number) {
  return z
    .pipe(
      z.string(`${what} must be text.`).check(z.refine(isStorable, `${what} ${BAD_CHARACTERS}.`)),
      z.transform(trimmedText),
    )
    .check(
      z.refine((text) => lengthOf(text) >= min, `${what} is empty.`),
      z.refine((text) => lengthOf(text) <= max, `${what} can have at most ${max.toLocaleString("en")} characters.`),
    );
}

/**
 * The text without blank lines before it and space behind it; its first line keeps its indentation. "" for one that shows
 * nothing.
 */
export function trimmedText(text: string): string {
  if (showsNothing(text)) return "";
  const end = text.trimEnd();
  const start = end.length - end.trimStart().length;
  return end.slice(end.lastIndexOf("\n", Math.max(0, start - 1)) + 1);
}

/** A whole number as an address carries it: digits and nothing else, so that "" is not 0 and "1e9" not a billion. */
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

/** How many code points `text` has; an emoji beyond the first plane counts once. */
export function lengthOf(text: string): number {
  return text.length > 40_000 ? text.length : [...text].length;
}

/** The first `max` code points of `text`, with an ellipsis when something was cut. */
export function excerpt(text: string, max: number): string {
  const points = [...text.slice(0, max * 2 + 2)];
  return points.length <= max ? text : `${points.slice(0, max).join("")}…`;
}

const ASCII = /^[ -~]*$/;

/** The form in which two names are compared: NFKC and case-folded, so that "ADA" and "ａｄａ" are one. */
export function foldName(name: string): string {
  if (ASCII.test(name)) return name.toLowerCase();
  return name.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
}

/** Letters that Unicode does not take apart into a letter and its accent, as a keyboard without them writes them. */
const WITHOUT_ACCENT: Record<string, string> = { ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", æ: "ae", œ: "oe", þ: "th" };

/** A name as it is searched for: folded, and without accents, so that "zoe" finds "Zoë" in either Unicode form. */
export function foldForSearch(text: string): string {
  return foldName(text)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[øłđðıæœþ]/g, (letter) => WITHOUT_ACCENT[letter] ?? letter);
}
