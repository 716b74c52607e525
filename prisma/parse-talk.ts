import { SLOTS } from "./seed-content.ts";

/** A conversation of the seed. `quotes` is the index of the line that a line quotes. */
export type Talk = { speaker: string; body: string; quotes: number | null }[];

/** Parses a talk in the notation of seed-talks.ts. Throws for a line that does not follow it. */
export function parseTalk(text: string, pick: (words: readonly string[]) => string): Talk {
  const chosen = new Map<string, string>();
  const fill = (_: string, slot: string) => {
    const words = SLOTS[slot];
    if (!words) throw new Error(`No slot: ${slot}`);
    const word = chosen.get(slot) ?? pick(words);
    chosen.set(slot, word);
    return word;
  };
  const lines = text.split("\n").filter((line) => line !== "*");
  return lines.map((line, index) => {
    const [, speaker, quote, words] = /^([\w-]+)(:|>\d*) (.+)$/.exec(line) ?? [];
    if (!speaker || !words) throw new Error(`No line of a talk: ${line}`);
    const quotes = quote === ":" ? null : Number(quote?.slice(1) || index) - 1;
    return { speaker, quotes, body: words.replaceAll("\\n", "\n").replace(/\{(\w+)\}/g, fill) };
  });
}
