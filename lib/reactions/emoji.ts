/** In UTF-16 units, well above the longest emoji there is. */
const EMOJI_MAX = 64;

// As a text, because TypeScript does not know the flag for the language level of this program.
const ONE_EMOJI = "^\\p{RGI_Emoji}$";
const RGI_EMOJI = new RegExp(ONE_EMOJI, "v");
const SELECTOR = "\ufe0f";
/** A character that is drawn as text without a variation selector, unless a skin tone follows it. */
const NEEDS_SELECTOR = /(?!\p{Emoji_Presentation})\p{Emoji}(?![\u{1f3fb}-\u{1f3ff}\ufe0e])/gu;

/**
 * Returns the emoji in the form that Unicode recommends for interchange (UTS #51, RGI), with variation selectors where they
 * belong, because keyboards and pickers write one emoji with and without them. Returns null for everything else: words,
 * several emoji, parts of a flag.
 */
export function toEmoji(input: string): string | null {
  if (input.length > EMOJI_MAX) return null;
  const emoji = input.replaceAll(SELECTOR, "").replace(NEEDS_SELECTOR, `$&${SELECTOR}`);
  return RGI_EMOJI.test(emoji) ? emoji : null;
}
