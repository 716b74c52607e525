import { splitAtNames } from "@/lib/emoji/split-at-names";

type Props = { name: string; loading?: "lazy" | undefined };

/** The picture of a custom emoji, as large as an emoji of the text around it. Its place is there before it has loaded. */
export function CustomEmoji({ name, loading }: Props) {
  const sign = `:${name}:`;
  // biome-ignore lint/performance/noImgElement: the server makes the small sizes itself.
  return <img loading={loading} src={`/api/emoji/${name}`} alt={sign} title={sign} className="custom-emoji" />;
}

/** A text in which these names of custom emoji are drawn as pictures. */
export function EmojiText({ text, names }: { text: string; names: readonly string[] | undefined }) {
  if (!names) return text;
  return splitAtNames(text).map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn as a whole; its pieces have no other identity.
    at % 2 === 0 ? part : names.includes(part) ? <CustomEmoji key={at} name={part} /> : `:${part}:`,
  );
}
