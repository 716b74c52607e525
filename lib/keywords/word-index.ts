import { fold } from "../search/fold.ts";
import { isShort, tokensOf } from "./tokens.ts";

/** What follows a row of tokens, and the people one of whose words ends with them. Most have one of both. */
type Node = { next?: Map<string, Node>; people?: Set<string> };

/** The keywords of many people, by which it is found whom a text is for. What a text costs depends on it alone, not on their number. */
export class WordIndex {
  private readonly root: Node = {};
  private readonly wordsByPerson = new Map<string, readonly string[]>();
  /** Look-ups so far, for tests. */
  steps = 0;

  get isEmpty(): boolean {
    return this.wordsByPerson.size === 0;
  }

  /** The folded words of a person. */
  wordsOf(userId: string): readonly string[] {
    return this.wordsByPerson.get(userId) ?? [];
  }

  /** Takes these words for those of the person, in the place of earlier ones. One with too many tokens stands in no text. */
  put(userId: string, words: readonly string[]): void {
    for (const word of this.wordsOf(userId)) drop(this.root, tokensOf(word), userId);
    const folded = [...new Set(words.map(foldWord))].filter(isShort);
    for (const word of folded) this.add(word, userId);
    if (folded.length > 0) this.wordsByPerson.set(userId, folded);
    else this.wordsByPerson.delete(userId);
  }

  /** The ids of the people one of whose words stands in the text, without regard to case and accents. */
  find(text: string): string[] {
    if (this.isEmpty) return [];
    const tokens = tokensOf(fold(text));
    const found = new Set<string>();
    for (let start = 0; start < tokens.length; start++) {
      let node: Node | undefined = this.root;
      for (let at = start; node && at < tokens.length; at++) {
        this.steps += 1;
        node = node.next?.get(tokens[at] as string);
        for (const id of node?.people ?? []) found.add(id);
      }
    }
    return [...found];
  }

  private add(word: string, userId: string): void {
    let node = this.root;
    for (const token of tokensOf(word)) {
      node.next ??= new Map();
      const next: Node = node.next.get(token) ?? {};
      node.next.set(token, next);
      node = next;
    }
    node.people ??= new Set();
    node.people.add(userId);
  }
}

/** Takes a person's word out, with the nodes that nothing is left of. */
function drop(node: Node, [token, ...rest]: readonly string[], userId: string): void {
  if (token === undefined) {
    node.people?.delete(userId);
    return;
  }
  const next = node.next?.get(token);
  if (!next) return;
  drop(next, rest, userId);
  if (!next.people?.size && !next.next?.size) node.next?.delete(token);
}

/** A word as it is compared: "ÉTÉ" and "ete" are one, and so are "Straße" and "strasse". */
export const foldWord = (word: string): string => fold(word).trim();
