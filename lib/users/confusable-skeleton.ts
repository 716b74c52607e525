import "server-only";
import { foldName, withoutInvisible } from "../text.ts";
// Unicode's table of confusable characters, by prototype. scripts/confusables.mjs makes it.
import confusables from "./confusables.json" with { type: "json" };

const PROTOTYPES = new Map(
  Object.entries(confusables).flatMap(([prototype, signs]) => [...signs].map((sign) => [sign, prototype] as const)),
);

/**
 * Returns the skeleton of a name (UTS 39, section 4). Two names with one skeleton look alike, such as `ada` with a
 * Cyrillic а, or `Iinus` with a capital i. It compares the name both as written and in lower case, so that neither
 * avoids the check.
 */
export function skeletonOf(name: string): string {
  return prototypes(foldName(prototypes(withoutInvisible(name).normalize("NFKC"))));
}

function prototypes(text: string): string {
  return [...text.normalize("NFD")]
    .map((sign) => PROTOTYPES.get(sign) ?? sign)
    .join("")
    .normalize("NFD");
}
