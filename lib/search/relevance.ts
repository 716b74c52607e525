import type { Wanted } from "./match.ts";
import { findMatches } from "./match.ts";
import { kindAt, kindBefore, LETTER } from "./signs.ts";

/** After so many days a hit counts half as much as a new one. */
const HALF_LIFE_DAYS = 60;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * How well a message answers a query: how many of its words stand there as whole words, whether they follow one another as they
 * were asked for, and how new it is, multiplied. `text` is folded.
 */
export function relevanceOf(text: string, wanted: readonly Wanted[], ageMs: number): number {
  const recency = 1 / (1 + Math.max(0, ageMs) / (HALF_LIFE_DAYS * DAY_MS));
  return recency * (1 + exactness(text, wanted)) * (1 + order(text, wanted));
}

/** The part of the words that stand in the text as whole words, from 0 to 1. */
function exactness(text: string, wanted: readonly Wanted[]): number {
  if (wanted.length === 0) return 0;
  const whole = wanted.filter((one) => findMatches(text, one).some((at) => isWhole(text, at, one.text.length)));
  return whole.length / wanted.length;
}

function isWhole(text: string, at: number, length: number): boolean {
  const isInside = (place: number) => kindBefore(text, place) === LETTER && kindAt(text, place) === LETTER;
  return !isInside(at) && !isInside(at + length);
}

/** The part of the words that follow the one before them in the query at a short distance, from 0 to 1. */
function order(text: string, wanted: readonly Wanted[]): number {
  if (wanted.length < 2) return 0;
  const places = wanted.map((one) => findMatches(text, one));
  let following = 0;
  for (let at = 1; at < wanted.length; at++) {
    const before = places[at - 1] ?? [];
    const end = (wanted[at - 1]?.text.length ?? 0) + NEAR;
    // Both lists ascend, so each is walked once.
    let next = 0;
    const here = places[at] ?? [];
    const isNear = before.some((place) => {
      while (next < here.length && (here[next] ?? 0) <= place) next++;
      return next < here.length && (here[next] ?? 0) <= place + end;
    });
    if (isNear) following += 1;
  }
  return following / (wanted.length - 1);
}

/** In UTF-16 units, the blank included. */
const NEAR = 12;
