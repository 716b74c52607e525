import "server-only";

/** Returns the names of Unicode's emoji that people can type as `:name:`, with those that scripts/emoji.mjs gives to browsers. */
export async function loadBuiltInNames(): Promise<ReadonlySet<string>> {
  names ??= load().catch((error) => {
    names = undefined;
    throw error;
  });
  return names;
}

let names: Promise<ReadonlySet<string>> | undefined;

/** They are loaded when the first emoji is added, because most servers never need them. */
async function load(): Promise<ReadonlySet<string>> {
  const sets = await Promise.all([
    import("emojibase-data/en/shortcodes/iamcal.json", { with: { type: "json" } }),
    import("emojibase-data/en/shortcodes/github.json", { with: { type: "json" } }),
    import("emojibase-data/en/shortcodes/emojibase.json", { with: { type: "json" } }),
  ]);
  return new Set(sets.flatMap((set) => Object.values<string | string[]>(set.default).flat()));
}
