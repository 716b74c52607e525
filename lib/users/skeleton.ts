import "server-only";
import { asSeen, foldName } from "../text.ts";
// Unicode's table of signs that look alike: behind each prototype those it stands for. scripts/confusables.mjs makes it.
import confusables from "./confusables.json" with { type: "json" };

const PROTOTYPES = new Map(
  Object.entries(confusables).flatMap(([prototype, signs]) => [...signs].map((sign) => [sign, prototype] as const)),
);

/**
 * What a name looks like (UTS 39, section 4): two names with one skeleton are taken for each other, such as `ada` with
 * a Cyrillic а, or `Iinus` with a capital i. Looked at as written and as it would be in small letters, so that neither
 * way of writing it is a way around.
 */
export function skeletonOf(name: string): string {
  return prototypes(foldName(prototypes(asSeen(name).normalize("NFKC"))));
}

function prototypes(text: string): string {
  return [...text.normalize("NFD")]
    .map((sign) => PROTOTYPES.get(sign) ?? sign)
    .join("")
    .normalize("NFD");
}
