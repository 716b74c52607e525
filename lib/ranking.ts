/** How well a name matches the query, the best first; 0 is no match. */
const EXACT = 5;
const BEGINNING = 4;
const WORD = 3;
const INSIDE = 2;
const NEARLY = 1;

/** The greatest number of names that one search ranks. Names that contain the query are always among them. */
export const RANKED_MAX = 2000;

/** With fewer letters in the query, nearly every name would nearly match. */
const TYPO_MIN = 4;
const WORDS = /[\s,._@-]+/u;

/**
 * Ranks how well a name matches a query, both folded for search: equal, the beginning, the beginning of a word, inside
 * a word, and last a near match, which is the query's letters in order from the beginning of a word, or a word's
 * beginning with one typing error.
 */
export function rankName(name: string, wanted: string): number {
  if (wanted === "") return 0;
  if (name === wanted) return EXACT;
  if (name.startsWith(wanted)) return BEGINNING;
  const words = name.split(WORDS).filter(Boolean);
  if (words.some((word) => word.startsWith(wanted)) || name.split(/\s+/u).some((word) => word.startsWith(wanted)))
    return WORD;
  if (name.includes(wanted)) return INSIDE;
  const letters = [...wanted];
  if (words.some((_, index) => hasInOrder(words.slice(index).join(""), letters))) return NEARLY;
  return letters.length >= TYPO_MIN && words.some((word) => beginsWithOneSlip([...word], letters)) ? NEARLY : 0;
}

/** Those of the greatest rank, which is above 0; of equals, the earlier ones. */
export function bestOf<T>(all: readonly T[], rankOf: (one: T) => number, limit: number): T[] {
  const ranked = all.map((one) => ({ one, rank: rankOf(one) })).filter(({ rank }) => rank > 0);
  ranked.sort((a, b) => b.rank - a.rank);
  return ranked.slice(0, limit).map(({ one }) => one);
}

/** Whether the text has all letters in order, beginning with the first one: "bgdn" matches "beergarden". */
function hasInOrder(text: string, letters: string[]): boolean {
  if (!letters[0] || !text.startsWith(letters[0])) return false;
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + letter.length;
    if (at < letter.length) return false;
  }
  return true;
}

/**
 * Whether the word begins with the letters except for one typing error: a letter too many, too few or wrong, or two
 * swapped.
 */
function beginsWithOneSlip(word: string[], letters: string[]): boolean {
  let same = 0;
  while (same < letters.length && word[same] === letters[same]) same++;
  const rest = letters.slice(same).join("");
  const from = (start: number) => word.slice(start).join("");
  const [first = "", second = ""] = letters.slice(same);
  return (
    from(same + 1).startsWith(rest.slice(first.length)) ||
    from(same).startsWith(rest.slice(first.length)) ||
    from(same + 1).startsWith(rest) ||
    from(same).startsWith(second + first + rest.slice(first.length + second.length))
  );
}
