import { findMatches, isInsideWord, type Wanted } from "./match.ts";

/** After so many days a hit counts half as much as a new one. */
const HALF_LIFE_DAYS = 60;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Words at most so far from one another follow one another. In UTF-16 units, the blank included. */
const NEAR = 12;

/**
 * How well a message answers a query: how many of its words stand there as whole words, whether they follow one another as they
 * were asked for, and how new it is, multiplied. `text` is folded.
 */
export function relevanceOf(text: string, wanted: readonly Wanted[], ageMs: number): number {
  const recency = 1 / (1 + Math.max(0, ageMs) / (HALF_LIFE_DAYS * DAY_MS));
  const found = wanted.map((one) => ({ length: one.text.length, places: findMatches(text, one) }));
  return recency * (1 + exactness(text, found)) * (1 + order(found));
}

/** A word of the query, and where it stands in the text. */
type FoundWord = { length: number; places: number[] };

/** The part of the words that stand in the text as whole words, from 0 to 1. */
function exactness(text: string, found: readonly FoundWord[]): number {
  if (found.length === 0) return 0;
  const whole = found.filter(({ length, places }) => places.some((at) => isWhole(text, at, length)));
  return whole.length / found.length;
}

function isWhole(text: string, at: number, length: number): boolean {
  return !isInsideWord(text, at) && !isInsideWord(text, at + length);
}

/** The part of the words that follow the one before them in the query at a short distance, from 0 to 1. */
function order(found: readonly FoundWord[]): number {
  if (found.length < 2) return 0;
  const following = found.slice(1).filter(({ places }, at) => isNear(found[at] as FoundWord, places));
  return following.length / (found.length - 1);
}

/** Whether a place follows one of the word before at a short distance. Both lists ascend, so each is walked once. */
function isNear(before: FoundWord, here: readonly number[]): boolean {
  let next = 0;
  return before.places.some((place) => {
    while (next < here.length && (here[next] ?? 0) <= place) next++;
    return next < here.length && (here[next] ?? 0) <= place + before.length + NEAR;
  });
}
