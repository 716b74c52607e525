import { expect, test } from "vitest";
import { isInCode } from "../../../../lib/messages/text/is-in-code.ts";

/** Whether the caret, written as ^, is inside of code. */
function at(text: string): boolean {
  return isInCode(text.replace("^", ""), text.indexOf("^"));
}

test.each([
  "`a^b`",
  "`a^",
  "``a ` ^ ``",
  "x `y` `z^",
  "```\na^\n```",
  "```ts\na^",
  "~~~\na^",
  "> ```\n> a^",
  "- ```\n  a^\n  ```",
  "1. > ```\n   > a^",
])("%j: in code", (text) => expect(at(text)).toBe(true));

test.each(["^", "a^", "`a` ^", "```\na\n```\n^", "- ```\n  a\n  ```\n  b^", "`open\nb^", "^`a`", "```a``` ^"])(
  "%j: not in code",
  (text) => expect(at(text)).toBe(false),
);
