import { putEmojiForNames } from "./completion";
import { knownEmojiNames, loadEmojiNames } from "./emoji-names";

/** After this wait for the names of emoji the text is sent as it was typed. */
const PATIENCE_MS = 1500;

/** Replaces each `:name:` by its emoji, when the names are loaded by now or soon. */
export async function replaceWhenLoaded(text: string): Promise<string> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([loadEmojiNames(), patience]);
  return putEmojiForNames(text, knownEmojiNames());
}
