import { invalidField } from "../errors.ts";
import { toEmoji } from "./emoji.ts";

/** Returns the emoji in its one form. Throws `invalid` for what is no emoji. */
export function requireEmoji(input: string): string {
  const emoji = toEmoji(input);
  if (emoji === null) throw invalidField("emoji", "Choose one emoji.");
  return emoji;
}
