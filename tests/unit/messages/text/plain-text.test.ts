import { expect, test } from "vitest";
import { toPreview } from "../../../../lib/messages/preview.ts";
import { type Message, PREVIEW_MAX } from "../../../../lib/messages/schema.ts";
import { plainTextOf } from "../../../../lib/messages/text/plain-text.ts";

test.each([
  ["**a** _b_ `c`\n> d\n\n- e\n- [f](https://a.test) @ada", "a b c d e f @ada"],
  ["**bold** and `code`", "bold and code"],
  ["_soft_ ~~gone~~", "soft gone"],
  ["snake_case_name stays", "snake_case_name stays"],
  ["2 * 3 * 4", "2 * 3 * 4"],
  ["> quoted\nanswer", "quoted answer"],
  ["```ts\nlet x\n```", "let x"],
  ["- one\n- two", "one two"],
  ["3. c\n4. d", "3. c 4. d"],
  ["- [ ] buy\n- [x] go", "☐ buy ☑ go"],
  ["|a|b|\n|-|-|\n|1|2|", "a | b 1 | 2"],
  ["[docs](https://example.org) here", "docs here"],
  ["多行\n文字", "多行 文字"],
  ["---", "---"],
  [">", ">"],
  ["a\u202eb\u2066c", "abc"],
  ["   ", ""],
])("%j in one line is %j", (body, shown) => expect(plainTextOf(body)).toBe(shown));

test("the preview of a long message is cut in its words, not in its signs", () => {
  const message = { kind: "USER", body: `**${"word ".repeat(99)}word**`, files: [] } as unknown as Message;
  expect(toPreview(message).body).toMatch(/^word word .*…$/);
  expect([...toPreview(message).body]).toHaveLength(PREVIEW_MAX + 1);
});
