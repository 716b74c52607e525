import { describe, expect, test } from "vitest";
import { mentionsOf } from "../../../../lib/messages/text/mentions-of.ts";

const names = (body: string) => mentionsOf(body).names;

// docs/reliability.md T1.
describe("who a message calls", () => {
  test("people are found wherever a word may start, folded, once", () => {
    expect(names("@Ada and (@grace), see @ADA")).toEqual(["ada", "grace"]);
    expect(names("@ａｄａ")).toEqual(["ada"]);
    expect(names("ask @Jürgen or @маша")).toEqual(["jürgen", "маша"]);
  });
  test("punctuation at the end may or may not belong to the name", () => {
    expect(names("thanks @ada.")).toEqual(["ada.", "ada"]);
    expect(names("@ada.l-_ ok")).toEqual(["ada.l-_", "ada.l-", "ada.l"]);
    expect(names("@ada, @grace! @linus?")).toEqual(["ada", "grace", "linus"]);
  });
  test("scripts without spaces run into the name", () => {
    expect(names("你好@ada你好")).toEqual(["ada你好", "ada"]);
    expect(names("@小明")).toEqual(["小明"]);
  });
  test.each([
    ["_@ben_", "ben_", "ben"],
    ["**@ben**", "ben"],
    ["@ben/@ann", "ben", "ann"],
    ["@ben&@ann, cc:@cleo", "ben", "ann", "cleo"],
    ["@ben.@ann", "ben.", "ben", "ann"],
    ["- ```\n  code\n  ```\n  @ben", "ben"],
    ["- ```\n  code\n  ```\n@ben", "ben"],
    ["\\`@ben\\`", "ben"],
    ["> @ben", "ben"],
    ["- [ ] @ben", "ben"],
    ["|@ben|x|\n|-|-|\n|y|@ann|", "ben", "ann"],
    ["# @ben", "ben"],
    ["~~@ben~~", "ben"],
    ["[x](/y) @ben", "ben"],
  ])("%j", (body, ...called) => expect(names(body)).toEqual(called));
  test("words for many set flags and are no names", () => {
    expect(mentionsOf("@here and @All.")).toEqual({ names: ["all."], everyone: true, here: true });
    expect(mentionsOf("@everyone @channel @room").names).toEqual([]);
    expect(names("@me")).toEqual([]);
  });
});

describe("what calls nobody", () => {
  test.each([
    "mail ada@example.org",
    "a.b+c@d.org",
    "https://social.test/@ada",
    "@ada@example.org",
    "\\@ada",
    "[@ada](https://e.com)",
    "[x **@ada**](https://e.com)",
    "![@ada](https://e.com/i.png)",
    "https://e.com/?q=1,@ada",
    "https://e.com/@ada",
    "- ```\n  @ada\n  ```",
    "- ```\n@ada\n```",
    "```SELECT @ada\n```",
    "snake_@ada",
    "`@ada`",
    "``a ` @ada``",
    "```\n@ada\n```",
    "~~~ts\n@ada",
    "> ```\n> @ada\n> ```",
    "@",
    "@ ada",
    "@...",
    "@a",
    `@${"x".repeat(33)}`,
    "",
  ])("%j", (body) => expect(names(body)).toEqual([]));

  test("code ends where it ends", () => {
    expect(names("`code` @ada ``open")).toEqual(["ada"]);
    expect(names("```\n@x1\n```\n@ada `a\n\nb` @bob")).toEqual(["ada", "bob"]);
  });
});

test("a hostile body comes to an end", () => {
  for (const body of [
    "@a.".repeat(2666),
    "`".repeat(8000),
    "` `` ``` ".repeat(800),
    `@${".".repeat(7999)}`,
    "@aa ".repeat(2000),
  ])
    expect(names(body).length).toBeLessThanOrEqual(100);
});
