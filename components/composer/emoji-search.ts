import type { CustomEmoji } from "@/lib/emoji/schema";
import { foldForSearch } from "@/lib/text";
import * as z from "@/lib/z";
import type { EmojiNames } from "./completion";

/** The fields of emojibase's data that are used. The letters of flags have no group and are no emoji by themselves. */
export const emojiDataSchema = z.array(
  z.object({
    emoji: z.string(),
    label: z.string(),
    tags: z.optional(z.array(z.string())),
    group: z.optional(z.int()),
    skins: z.optional(z.array(z.object({ emoji: z.string() }))),
  }),
);
type EmojiData = z.infer<typeof emojiDataSchema>;

export const TONES = ["light", "medium-light", "medium", "medium-dark", "dark"] as const;
export type Searchable = { sign: string; label: string; names: string[]; tags: string[]; skins: string[] };

/** Returns all emoji with the words that find them, in the order of the picker. */
export function searchableEmoji(data: EmojiData, names: EmojiNames): Searchable[] {
  const bySign = new Map<string, string[]>();
  for (const [name, sign] of Object.entries(names)) {
    const known = bySign.get(bare(sign));
    if (known) known.push(name);
    else bySign.set(bare(sign), [name]);
  }
  return data.flatMap(({ emoji, label, tags = [], group, skins = [] }) =>
    group === undefined
      ? []
      : [
          {
            sign: emoji,
            label,
            names: [foldForSearch(label), ...(bySign.get(bare(emoji)) ?? [])],
            tags: tags.map(foldForSearch),
            skins: skins.map((skin) => skin.emoji),
          },
        ],
  );
}

/** Custom emoji with the names that find them. */
export function searchableCustom(emoji: readonly CustomEmoji[]): Searchable[] {
  return emoji.map(({ name, aliases }) => {
    const sign = `:${name}:`;
    return { sign, label: sign, names: [name, ...aliases], tags: [], skins: [] };
  });
}

/** Finds emoji, the best match first: the exact name, the beginning of a name, a word in a name, then a tag. */
export function findEmoji(query: string, all: readonly Searchable[], max: number): Searchable[] {
  const wanted = foldForSearch(query).trim().replace(/^:|:$/g, "");
  if (wanted === "") return [];
  const ranked = all.flatMap((one) => {
    const rank = rankOf(wanted, one);
    return rank === null ? [] : [{ one, rank }];
  });
  // Equal matches stay in the order of the picker.
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, max)
    .map(({ one }) => one);
}

function rankOf(wanted: string, { names, tags }: Searchable): number | null {
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  if (names.some((name) => name.split(/[\s_-]+/).some((word) => word.startsWith(wanted)))) return 2;
  if (tags.includes(wanted)) return 3;
  if (tags.some((tag) => tag.startsWith(wanted))) return 4;
  return names.some((name) => name.includes(wanted)) ? 5 : null;
}

/** Removes the variation selector, which one of the two sources writes and the other does not. */
const bare = (sign: string): string => sign.replaceAll("\ufe0f", "");
