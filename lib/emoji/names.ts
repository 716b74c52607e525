/** The longest name of a custom emoji. With its colons it is no longer than the longest emoji there is. */
export const NAME_MAX = 32;
/** In code, so many different names of one message are looked up. Nobody writes so many by hand. */
const NAMES_PER_TEXT_MAX = 50;

/** A name begins and ends with a letter or a digit, so that no sign of formatting stands beside its colons. */
const NAME = `[a-z0-9](?:[a-z0-9_-]{0,${NAME_MAX - 2}}[a-z0-9])`;
/** A time such as 10:30:15 and a path such as std:map: have no name in them. */
const NAMED = new RegExp(`(?<![\\p{L}\\p{N}]):(${NAME}):`, "u");
const ALL_NAMED = new RegExp(NAMED, "gu");
const ONLY_NAMED = new RegExp(`^:(${NAME}):$`);

/** The name of a custom emoji, which has a letter in it. */
export const EMOJI_NAME = new RegExp(`^(?=.*[a-z])${NAME}$`);

/** What may be names of custom emoji in a text, each once. Whoever asks looks up which of them are. */
export function namesIn(text: string): string[] {
  if (!text.includes(":")) return [];
  return [...new Set([...text.matchAll(ALL_NAMED)].map(([, name = ""]) => name))].slice(0, NAMES_PER_TEXT_MAX);
}

/** A text in pieces: those at odd places may be names of custom emoji, without their colons. */
export const splitAtNames = (text: string): string[] => text.split(NAMED);

/** The name in `:name:`, or undefined for anything else, such as an emoji of Unicode. */
export const customName = (emoji: string): string | undefined => ONLY_NAMED.exec(emoji)?.[1];

/** `text` with one emoji of Unicode in the place of each of these names. */
export const withoutNames = (text: string, names: readonly string[]): string =>
  text.replace(ALL_NAMED, (whole, name: string) => (names.includes(name) ? "😀" : whole));
