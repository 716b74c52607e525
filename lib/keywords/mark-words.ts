import { foldWithPlaces } from "../search/fold.ts";
import { boundariesOf } from "./tokens.ts";

type Piece = { text: string; match: boolean };

/** A short text in pieces, of which those are marked that are one of these folded words. */
export function markWords(text: string, words: readonly string[]): Piece[] {
  const { text: folded, starts, ends, source } = foldWithPlaces(text);
  const places = new Set(boundariesOf(folded));
  const pieces: Piece[] = [];
  let from = 0;
  for (const start of places) {
    const word = words.find((one) => folded.startsWith(one, start) && places.has(start + one.length));
    const begin = starts[start];
    const end = word ? ends[start + word.length - 1] : undefined;
    if (begin === undefined || end === undefined || begin < from) continue;
    if (begin > from) pieces.push({ text: source.slice(from, begin), match: false });
    pieces.push({ text: source.slice(begin, end), match: true });
    from = end;
  }
  if (from < source.length || pieces.length === 0) pieces.push({ text: source.slice(from), match: false });
  return pieces;
}
