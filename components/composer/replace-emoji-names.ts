/** A text between colons that may be the name of an emoji. */
const NAMED = /:[\w+-]{1,40}:/;

export const hasEmojiNames = (text: string): boolean => NAMED.test(text);

/**
 * `text` as it is sent, with emoji for their names. What does it is loaded when first needed; without it nothing is
 * changed.
 */
export async function replaceEmojiNames(text: string): Promise<string> {
  if (!hasEmojiNames(text)) return text;
  try {
    return await (await import("./replace-when-loaded")).replaceWhenLoaded(text);
  } catch {
    return text;
  }
}
