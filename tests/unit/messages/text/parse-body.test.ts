import { describe, expect, test } from "vitest";
import { outlineOf } from "./outline.ts";

describe("what people write", () => {
  test.each([
    ["hello", "p(hello)"],
    ["a\nb", "p(a⏎b)"],
    ["a\r\nb", "p(a⏎b)"],
    ["a\n\nb", "p(a)p(b)"],
    ["**a** *b* _c_ ~~d~~ `e`", "p(strong(a) emphasis(b) emphasis(c) strike(d) code(e))"],
    ["***a*** ***b** c*", "p(strong(emphasis(a)) emphasis(strong(b) c))"],
    ["**a *b***", "p(strong(a emphasis(b)))"],
    ["__two words__", "p(strong(two words))"],
    ["**T**ool", "p(strong(T)ool)"],
    ["(**a**), *b*.", "p((strong(a)), emphasis(b).)"],
    ["*a*/*b* **a**/**b**", "p(emphasis(a)/emphasis(b) strong(a)/strong(b))"],
    ["*a\nb*", "p(emphasis(a⏎b))"],
    ["# Title", "heading(Title)"],
    ["---", "rule"],
    ["a\n---", "p(a)rule"],
    ["@ada and **@here**", "p(mention(@ada) and strong(mention(@here)))"],
    ["`@ada`", "p(code(@ada))"],
    ["`` ` ``", "p(code(`))"],
    ["שלום עולם", "p(שלום עולם)"],
  ])("%j", (body, expected) => expect(outlineOf(body)).toBe(expected));

  test.each([
    ["**发展，**年", "p(strong(发展，)年)"],
    ["**“发展”**年", "p(strong(“发展”)年)"],
    ["**API：**v2", "p(strong(API：)v2)"],
    ["这是**重点**内容", "p(这是strong(重点)内容)"],
    ["これは*強調*です。", "p(これはemphasis(強調)です。)"],
    ["**중요**한 일", "p(strong(중요)한 일)"],
    ["ו**חשוב**", "p(וstrong(חשוב))"],
    ["注意:*重点*。", "p(注意:emphasis(重点)。)"],
  ])("emphasis beside scripts without spaces: %j", (body, expected) => expect(outlineOf(body)).toBe(expected));

  test.each([
    ["> a\n> b\n\nc", "quote(p(a⏎b))p(c)"],
    ["> a\nb", "quote(p(a))p(b)"],
    [">a", "quote(p(a))"],
    [">\n> a\n>\n> 3", "quote(p(a)p(3))"],
    ["> > a", "quote(quote(p(a)))"],
    ["> - a\n> - b", "quote(ul((p(a))(p(b))))"],
  ])("a quote ends with its lines: %j", (body, expected) => expect(outlineOf(body)).toBe(expected));

  test.each([
    ["- a\n- b", "ul((p(a))(p(b)))"],
    ["* a\n\n* b", "ul((p(a))(p(b)))"],
    ["- a\nb", "ul((p(a)))p(b)"],
    ["- a\n  b\n\n  c\n- d\n\nend", "ul((p(a⏎b)p(c))(p(d)))p(end)"],
    ["1. a\n  - b\n    - c", "ol(1(p(a)ul((p(b)ul((p(c)))))))"],
    ["3. a\n7. b", "ol(3(p(a))7(p(b)))"],
    ["Agenda:\n1. a\n2. b", "p(Agenda:)ol(1(p(a))2(p(b)))"],
    ["- [ ] buy\n- [x] go", "ul(☐(p(buy))☑(p(go)))"],
  ])("a list: %j", (body, expected) => expect(outlineOf(body)).toBe(expected));

  test.each([
    ["|a|b|\n|-|-|\n|1|2|", "table(a|b⏎1|2)"],
    ["a | b\n--|--\n1 | 2\nafter", "table(a|b⏎1|2)p(after)"],
    ["see\n| a \\| b | c |\n|---|:-:|\n| **x** | @ben | more |", "p(see)table(a | b|c⏎strong(x)|mention(@ben)|more)"],
  ])("a table: %j", (body, expected) => expect(outlineOf(body)).toBe(expected));

  test.each([
    ["```ts\nconst a = 1;\n```", "code[ts](const a = 1;)"],
    ["```\nopen", "code[](open)"],
    ["~~~ts\na", "code[ts](a)"],
    ["```SELECT * FROM a\nWHERE b\n```", "code[](SELECT * FROM a⏎WHERE b)"],
    ["```SELECT `x` FROM a\nWHERE b```", "code[](SELECT `x` FROM a⏎WHERE b)"],
    ["```\na\n``` and b", "code[](a)p(and b)"],
    ["````\n```\na\n```\n````", "code[](```⏎a⏎```)"],
    ["- ```\n  a\n  ```\n  b", "ul((code[](a)p(b)))"],
    ["- ```\na\n```\nb", "ul((code[](a)))p(b)"],
    ["> ```\n> a\n> ```", "quote(code[](a))"],
    ["```a``` b", "p(code(a) b)"],
  ])("code: %j", (body, expected) => expect(outlineOf(body)).toBe(expected));
});

describe("what is not plainly formatting stays as it was typed", () => {
  test.each([
    ...[
      "+",
      "-",
      "*",
      "#",
      "##",
      ">",
      "> ",
      "```",
      "```\n```",
      "~~~",
      "` `",
      "**",
      "****",
      "__",
      "~~",
      "|",
      "1.",
      ">\n>",
    ],
    ...["7) x", "+ a", "2024. was", "123456789.", "01. a", "#tag", "    four", "\tfour", "  a\n    b"],
    ...[
      "5*3*2",
      "2**3**4",
      "snake_case_name",
      "__init__",
      "__init__ and __main__",
      "_a_b",
      "f(*args, **kw)",
      "un**believ**able",
    ],
    ...[
      "*.ts, *.js",
      "**/*.ts and **/*.js",
      '"**/a.ts", "**/b.ts"',
      ".*foo.*",
      "/tmp/*/a/*",
      "/*a*/ b",
      "*/5 * * * *",
      "2 * 3 * 4",
      "* * *",
      "***",
      "f(**a) or 2**3",
    ],
    ...[
      "\\\\server\\share\\_doc",
      "¯\\_(ツ)_/¯",
      "¯\\\\_(ツ)_/¯",
      "C:\\*",
      "\\[x\\] \\(y\\)",
      "2 \\* 3",
      "\\d+\\.\\w",
      "a\\",
    ],
    ...[
      "(*^_^*)",
      "-_-",
      "^_^",
      ">_<",
      ">:(",
      ">.<",
      ">3 people",
      "~~~ wow ~~~",
      "\\_/",
      "*_*",
      "T_T",
      "(~_~)",
      "~5 to ~6",
    ],
    ...[
      "&amp; &lt;",
      "<b>x</b>",
      "[a][b]",
      "[a](b)",
      "[a]",
      "![x]",
      "|a|b|\n|1|2|",
      "|a|b|\n|-|",
      "||\n|-|",
      "测试_数据_1",
    ],
  ])("%j", (body) => expect(outlineOf(body)).toBe(`p(${body.replaceAll("\n", "⏎")})`));

  test.each([
    ["\\*not\\*", "p(*not*)"],
    ["\\*\\*not\\*\\*", "p(**not**)"],
    ["*a\\* b*", "p(emphasis(a* b))"],
    ["`a\\*b` *c*", "p(code(a\\*b) emphasis(c))"],
    ["\\`a\\`", "p(`a`)"],
    ["\\- a", "p(- a)"],
    ["1\\. a\n\\# b\n\\> c", "p(1. a⏎# b⏎> c)"],
    ["\\```\na", "p(```⏎a)"],
    ["\\[a](https://b.test)", "p([a](link[https://b.test/](https://b.test)))"],
    ["\\[x]: \\*a*", "p(\\[x]: *a*)"],
  ])("a backslash goes where it keeps a sign from formatting: %j", (body, expected) =>
    expect(outlineOf(body)).toBe(expected),
  );
});

test("nesting is cut where it becomes absurd, and nothing is lost", () => {
  const deep = Array.from({ length: 60 }, (_, i) => `${"  ".repeat(i)}- ${i}`).join("\n");
  expect(outlineOf(deep).match(/ul\(/g)).toHaveLength(8);
  expect(outlineOf(deep)).toContain("- 59");
  expect(outlineOf(`${">".repeat(20)} a`)).toBe(`p(${">".repeat(20)} a)`);
});
