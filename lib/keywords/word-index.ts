import { fold } from "../search/fold.ts";
import { boundariesOf } from "./tokens.ts";

/** The keywords of many people, by which it is found whom a text is for. What a text costs depends on it alone, not on their number. */
export class WordIndex {
  private readonly peopleByWord = new Map<string, Set<string>>();
  private readonly wordsByPerson = new Map<string, readonly string[]>();
  /** How many words begin with a token, so that most places of a text need one look-up. */
  private readonly firsts = new Map<string, number>();
  /** The longest word there was, in UTF-16 units. */
  private longest = 0;
  /** Look-ups so far, for tests. */
  steps = 0;

  get isEmpty(): boolean {
    return this.peopleByWord.size === 0;
  }

  /** The folded words of a person. */
  wordsOf(userId: string): readonly string[] {
    return this.wordsByPerson.get(userId) ?? [];
  }

  /** Takes these words for those of the person, in the place of earlier ones. */
  put(userId: string, words: readonly string[]): void {
    for (const word of this.wordsOf(userId)) this.drop(word, userId);
    const folded = [...new Set(words.map(foldWord))].filter((word) => word !== "");
    for (const word of folded) this.add(word, userId);
    if (folded.length > 0) this.wordsByPerson.set(userId, folded);
    else this.wordsByPerson.delete(userId);
  }

  /** The ids of the people one of whose words stands in the text, without regard to case and accents. */
  find(text: string): string[] {
    if (this.isEmpty) return [];
    const folded = fold(text);
    const places = boundariesOf(folded);
    const found = new Set<string>();
    for (const [index, start] of places.entries()) {
      this.steps += 1;
      if (!this.firsts.has(folded.slice(start, places[index + 1]))) continue;
      for (let end = index + 1; end < places.length; end++) {
        const stop = places[end] ?? 0;
        if (stop - start > this.longest) break;
        this.steps += 1;
        for (const id of this.peopleByWord.get(folded.slice(start, stop)) ?? []) found.add(id);
      }
    }
    return [...found];
  }

  private add(word: string, userId: string): void {
    const people = this.peopleByWord.get(word);
    if (people) people.add(userId);
    else {
      this.peopleByWord.set(word, new Set([userId]));
      this.firsts.set(firstOf(word), (this.firsts.get(firstOf(word)) ?? 0) + 1);
      this.longest = Math.max(this.longest, word.length);
    }
  }

  private drop(word: string, userId: string): void {
    const people = this.peopleByWord.get(word);
    people?.delete(userId);
    if (people?.size !== 0) return;
    this.peopleByWord.delete(word);
    const left = (this.firsts.get(firstOf(word)) ?? 0) - 1;
    if (left > 0) this.firsts.set(firstOf(word), left);
    else this.firsts.delete(firstOf(word));
  }
}

/** A word as it is compared: "ÉTÉ" and "ete" are one, and so are "Straße" and "strasse". */
export const foldWord = (word: string): string => fold(word).trim();

const firstOf = (word: string): string => word.slice(0, boundariesOf(word)[1]);
