// Copies the emoji data of the picker and of `:name:` into public/emoji, so that nothing comes from a CDN.
// The prepare step calls it; it is safe to repeat, and does nothing when the data is there.
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The languages of the picker's names and search. */
const LOCALES = ["en"];
/** Later sets win. All of them together know `:tada:`, `:+1:` and `:thumbsup:` alike. */
const SHORTCODE_SETS = ["iamcal", "github", "emojibase"];

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "node_modules", "emojibase-data");
const target = join(root, "public", "emoji");

const json = async (path) => JSON.parse(await readFile(join(source, path), "utf8"));

/** Characters that are emoji by themselves need no variation selector, and keyboards write none. */
const asTyped = (sign) => sign.replace(/(\p{Emoji_Presentation})\ufe0f/gu, "$1");

/** The emoji by shortcode: `{ "tada": "🎉", … }`. */
async function shortcodes() {
  const emoji = new Map((await json("en/compact.json")).map((one) => [one.hexcode, asTyped(one.unicode)]));
  const names = {};
  for (const set of SHORTCODE_SETS) {
    for (const [hexcode, codes] of Object.entries(await json(`en/shortcodes/${set}.json`))) {
      const sign = emoji.get(hexcode);
      if (sign) for (const code of [codes].flat()) names[code] = sign;
    }
  }
  return names;
}

export async function prepareEmoji() {
  const { version } = await json("package.json");
  const stamp = join(target, "version.txt");
  const known = await readFile(stamp, "utf8").catch(() => "");
  const wanted = `${version} ${LOCALES.join(" ")} 2`;
  if (known === wanted) return false;
  for (const locale of LOCALES) {
    await mkdir(join(target, locale), { recursive: true });
    for (const file of ["data.json", "messages.json"]) {
      await writeFile(join(target, locale, file), await readFile(join(source, locale, file)));
    }
  }
  await writeFile(join(target, "shortcodes.json"), JSON.stringify(await shortcodes()));
  await writeFile(stamp, wanted);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await stat(source);
  console.log((await prepareEmoji()) ? "Emoji data is in public/emoji." : "Emoji data is up to date.");
}
