import { fold } from "./fold.ts";
import { kindAt, kindBefore, kindOf, LETTER, PAIRED, SIGN, SPACE } from "./signs.ts";

/**
 * A term is a number below TERM_MAX, computed from a part of a text. An index of numbers has no text of anybody in it, neither as
 * syntax nor as what is left of a deleted message. Two parts may share a number: each hit is compared with the query again.
 */
export const TERM_MAX = 36 ** 5;

const WORD_START = 1;
const PART = 2;
const ONE_SIGN = 3;
const TWO_SIGNS = 4;
const NAMED = 5;
const NOTHING = 0;

/** Parts of words are found from this many signs on; what is shorter is found at the beginning of words. */
const PART_LENGTH = 3;

/** An integer hash (Murmur3's finalizer) over the kind of a term and up to three code points. */
function toTerm(kind: number, a: number, b = NOTHING, c = NOTHING): number {
  let hash = mix(kind * 0x9e3779b1, a);
  hash = mix(hash, b);
  return mix(hash, c) % TERM_MAX;
}

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The term of something that is no text, such as `from:` with the id of a person. */
export function namedTerm(name: string): number {
  let hash = NAMED;
  for (let at = 0; at < name.length; at++) hash = mix(hash, name.charCodeAt(at));
  return hash % TERM_MAX;
}

/** Adds the terms of a text. Their number is at most three for each sign. */
export function addTerms(terms: Set<number>, text: string): void {
  const folded = fold(text);
  let [before, last, run] = [0, 0, 0];
  let lastKind: number = SPACE;
  let isAfterStart = false;
  for (let at = 0; at < folded.length; ) {
    const sign = folded.codePointAt(at) ?? 0;
    at += sign > 0xffff ? 2 : 1;
    const kind = kindOf(sign);
    if (kind === PAIRED) {
      terms.add(toTerm(ONE_SIGN, sign));
      if (lastKind === PAIRED) terms.add(toTerm(TWO_SIGNS, last, sign));
      run = 0;
    } else if (kind === SPACE) run = 0;
    else {
      if (isAfterStart && run > 0) terms.add(toTerm(WORD_START, last, sign));
      isAfterStart = run === 0 || (kind === LETTER && lastKind === SIGN);
      if (isAfterStart) terms.add(toTerm(WORD_START, sign));
      if (run >= 2) terms.add(toTerm(PART, before, last, sign));
      run += 1;
    }
    [before, last, lastKind] = [last, sign, kind];
  }
}

/** Whether a folded word is found at the beginning of words only. */
export function isShort(word: string): boolean {
  const signs = [...word.slice(0, 2 * PART_LENGTH)];
  return signs.length < PART_LENGTH && !signs.some((sign) => kindOf(sign.codePointAt(0) ?? 0) === PAIRED);
}

/** Whether a word begins here, for words that are found there only: after a blank, or a letter after a sign. */
export function isWordStart(text: string, at: number): boolean {
  const before = kindBefore(text, at);
  return before === SPACE || before === PAIRED || (before === SIGN && kindAt(text, at) === LETTER);
}

/**
 * The terms that every text has in which this folded word is found. The word has no blank. `isAtStart`: it is known to stand at
 * the beginning of a word, as a short word does and each word of a phrase but the first. Every second part of a long word is
 * asked for, and the last one: they overlap still, and each term costs as much as all others where it is frequent.
 */
export function termsOfWord(word: string, isAtStart = isShort(word)): number[] {
  const signs = Array.from(word, (sign) => sign.codePointAt(0) ?? 0);
  const kinds = signs.map(kindOf);
  const terms = new Set<number>();
  for (const [at, sign] of signs.entries()) {
    const [second = 0, third = 0] = signs.slice(at + 1, at + PART_LENGTH);
    const isPair = kinds[at + 1] === PAIRED;
    if (kinds[at] !== PAIRED) {
      const isPart = at + 2 < signs.length && !isPair && kinds[at + 2] !== PAIRED;
      const isLast = at + PART_LENGTH === signs.length || kinds[at + PART_LENGTH] === PAIRED;
      if (isPart && (isLast || at % 2 === 0)) terms.add(toTerm(PART, sign, second, third));
    } else if (isPair) terms.add(toTerm(TWO_SIGNS, sign, second));
    else if (kinds[at - 1] !== PAIRED) terms.add(toTerm(ONE_SIGN, sign));
  }
  if (isAtStart && isShort(word)) {
    const [first = 0, second] = signs;
    terms.add(second === undefined ? toTerm(WORD_START, first) : toTerm(WORD_START, first, second));
  }
  return [...terms];
}
