import { splitAtNames } from "./split-at-names.ts";

/** The longest name of a custom emoji. With its colons it is no longer than the longest emoji there is. */
export const NAME_MAX = 32;
/** So many different names of one text are looked up. Nobody writes so many by hand. */
const NAMES_PER_TEXT_MAX = 50;

/**
 * The name of a custom emoji. It has a letter in it, and begins and ends with a letter or a digit, so that no sign of formatting
 * stands beside its colons.
 */
export const EMOJI_NAME = new RegExp(`^(?=.*[a-z])[a-z0-9][a-z0-9_-]{0,${NAME_MAX - 2}}[a-z0-9]$`);
const ONLY_NAMED = /^:([a-z0-9][a-z0-9_-]{0,30}[a-z0-9]):$/;

/** What may be names of custom emoji in a text, each once. Whoever asks looks up which of them are. */
export function namesIn(text: string): string[] {
  if (!text.includes(":")) return [];
  const names = splitAtNames(text).filter((name, at) => at % 2 === 1 && EMOJI_NAME.test(name));
  return [...new Set(names)].slice(0, NAMES_PER_TEXT_MAX);
}

/** The name in `:name:`, or undefined for anything else, such as an emoji of Unicode. */
export const customName = (emoji: string): string | undefined => ONLY_NAMED.exec(emoji)?.[1];
