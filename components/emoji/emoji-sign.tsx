import { customName } from "@/lib/emoji/names";
import { CustomEmoji } from "./emoji-text";

/** One emoji, of Unicode or `:name:`. */
export function EmojiSign({ emoji, loading }: { emoji: string; loading?: "lazy" }) {
  const name = customName(emoji);
  return name === undefined ? emoji : <CustomEmoji name={name} loading={loading} />;
}
