/** How well a name is what was typed, best first; 0 is not at all. */
const EXACT = 5;
const BEGINNING = 4;
const WORD = 3;
const INSIDE = 2;
const NEARLY = 1;

/** Of fewer letters nearly everything would be nearly what was typed. */
const TYPO_MIN = 4;
const WORDS = /[\s,._@-]+/u;

/**
 * Ranks a name by what was typed, both folded: the very name, its beginning, the beginning of a word in it, inside of a word,
 * and at last what is nearly so: its letters in order from the beginning of a word, or a word's beginning with one slip.
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

/** "bgdn" in "beergarden": from the first letter on, each further one somewhere behind the one before. */
function hasInOrder(text: string, letters: string[]): boolean {
  if (!letters[0] || !text.startsWith(letters[0])) return false;
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + letter.length;
    if (at < letter.length) return false;
  }
  return true;
}

/** One letter too many, too few, another one, or two in the wrong order. */
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
