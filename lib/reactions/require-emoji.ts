import { customName } from "../emoji/names.ts";
import { invalidField } from "../errors.ts";
import { toEmoji } from "./emoji.ts";

/** Returns the emoji in its one form, or `:name:`, which may be a custom one. Throws `invalid` for what is no emoji. */
export function requireEmoji(input: string): string {
  const emoji = customName(input) === undefined ? toEmoji(input) : input;
  if (emoji === null) throw invalidField("emoji", "Choose one emoji.");
  return emoji;
}
