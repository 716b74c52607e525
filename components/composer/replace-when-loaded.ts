import { putEmojiForNames } from "./completion";
import { knownEmojiNames, loadEmojiNames } from "./emoji-names";

/** Longer than this nobody waits for the names of emoji: the text goes as it was typed. */
const PATIENCE_MS = 1500;

/** The text with `:name:` as emoji, when their names are known by now or soon. */
export async function replaceWhenLoaded(text: string): Promise<string> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([loadEmojiNames(), patience]);
  return putEmojiForNames(text, knownEmojiNames());
}
