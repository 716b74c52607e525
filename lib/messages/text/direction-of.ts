import type { Block } from "./nodes.ts";
import { walk } from "./walk.ts";

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;
const LETTER = /\p{L}/u;

/**
 * The direction of a list, a quote or a table, by the first letter in it. HTML's own `dir=auto` does not look into
 * paragraphs that have a direction of their own, so it would leave the dots of an Arabic list on the left.
 */
export function directionOf(block: Block): "ltr" | "rtl" | undefined {
  let found: "ltr" | "rtl" | undefined;
  walk([block], (part) => {
    if (found !== undefined || !("text" in part) || part.type === "code") return;
    const [letter] = LETTER.exec(part.text) ?? [];
    if (letter !== undefined) found = RIGHT_TO_LEFT.test(letter) ? "rtl" : "ltr";
  });
  return found;
}
