// node scripts/confusables.mjs DATA.json: makes lib/users/confusables.json from Unicode's table of confusables (UTS
// 39), given as JSON { sign: prototype }, for example from the npm package unhomoglyph. Run it when Unicode publishes a
// new table.
import { readFileSync, writeFileSync } from "node:fs";

const table = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const groups = new Map();
for (const [sign, prototype] of Object.entries(table)) {
  // Only characters are kept that a name can contain after its normalisation.
  const comes = /^[\p{L}\p{N}\p{M}\p{P}\p{S}]$/u.test(sign) && !/\p{Default_Ignorable_Code_Point}/u.test(sign);
  if (comes && sign.normalize("NFKC").normalize("NFD") === sign)
    groups.set(prototype, (groups.get(prototype) ?? "") + sign);
}
const inAscii = (text) =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
const lines = [...groups].map(([prototype, signs]) => `  ${inAscii(prototype)}: ${inAscii(signs)}`);
writeFileSync("lib/users/confusables.json", `{\n${lines.join(",\n")}\n}\n`);
