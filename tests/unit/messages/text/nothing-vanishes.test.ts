// docs/reliability.md T2.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block, Inline } from "../../../../lib/messages/text/nodes.ts";
import { parseBody } from "../../../../lib/messages/text/parse-body.ts";
import { plainTextOf } from "../../../../lib/messages/text/plain-text.ts";

/** All letters and digits that are displayed, in order. */
function drawn(parts: readonly (Block | Inline)[]): string {
  return parts
    .map((part) => {
      if (part.type === "list")
        return part.items
          .map((item) => `${item.value ?? ""}${item.isChecked ? "x" : ""}${drawn(item.children)}`)
          .join("");
      if (part.type === "table") return [part.head, ...part.rows].flat().map(drawn).join("");
      if ("children" in part) return drawn(part.children);
      return `${"language" in part ? part.language : ""}${part.text}`;
    })
    .join("");
}

const SIGNS = [
  "*",
  "**",
  "_",
  "__",
  "~~",
  "`",
  "```",
  "\\",
  "[",
  "]",
  "(",
  ")",
  "!",
  "@",
  "|",
  "|-|-|",
  ">",
  "> ",
  "+ ",
];
const MORE = [
  "- ",
  "1. ",
  "7) ",
  "12. ",
  "# ",
  "- [x] ",
  "---",
  "~~~",
  "\n",
  "\n\n",
  " ",
  "   ",
  "，",
  ".",
  "/",
  ":",
  "<",
];
const WORDS = ["a", "b1", "www.a.b", "https://c.d", "e@f.gh", "@ij", "你", "kl mn", "opq"];

test("whatever signs stand between them, every letter and digit that was typed is drawn, in its place", () => {
  const text = fc.array(fc.constantFrom(...SIGNS, ...MORE, ...WORDS), { minLength: 1, maxLength: 40 });
  const letters = (of: string) => of.replace(/[^\p{L}\p{N}]/gu, "");
  fc.assert(
    fc.property(text, (parts) => {
      const body = parts.join("");
      // The address behind a link's text is displayed only when the pointer is on it, so such texts are left out.
      fc.pre(!body.includes("]("));
      expect(letters(drawn(parseBody(body)))).toBe(letters(body));
      if (body.trim() !== "") expect(plainTextOf(body)).not.toBe("");
    }),
    { numRuns: 2000 },
  );
});
