import { describe, expect, test } from "vitest";
import { type Block, type Inline, isOnlyEmoji, parseBody, plainTextOf, safeHref } from "../../../lib/messages/body.ts";

/** The tree in a short form: `p(text strong(text))`. */
function sketch(blocks: (Block | Inline)[]): string {
  return blocks
    .map((one) => {
      if (one.type === "text") return one.text;
      if (one.type === "break") return "⏎";
      if (one.type === "mention") return `mention(${one.text})`;
      if (one.type === "link") return `link[${one.href}](${sketch(one.children)})`;
      if (one.type === "code") return "language" in one ? `code[${one.language}](${one.text})` : `code(${one.text})`;
      if (one.type === "list") return `list(${one.items.map((item) => `item(${sketch(item.children)})`).join("")})`;
      if ("children" in one) return `${one.type === "paragraph" ? "p" : one.type}(${sketch(one.children)})`;
      return one.type;
    })
    .join("");
}
const parsed = (body: string) => sketch(parseBody(body));

describe("what people write", () => {
  test.each([
    ["hello", "p(hello)"],
    ["a\nb", "p(a⏎b)"],
    ["a\n\nb", "p(a)p(b)"],
    ["**a** *b* _c_ ~~d~~ `e`", "p(strong(a) emphasis(b) emphasis(c) strike(d) code(e))"],
    ["snake_case_name 2*3*4", "p(snake_case_name 2emphasis(3)4)"],
    ["```ts\nconst a = 1;\n```", "code[ts](const a = 1;)"],
    ["```\nopen", "code[](open)"],
    ["> a\n> b\n\nc", "quote(p(a⏎b))p(c)"],
    ["- a\n- b", "list(item(p(a))item(p(b)))"],
    ["3. a\n4. b", "list(item(p(a))item(p(b)))"],
    ["see https://a.test/x?y=1.", "p(see link[https://a.test/x?y=1](https://a.test/x?y=1).)"],
    ["www.a.test", "p(link[http://www.a.test/](www.a.test))"],
    ["me@a.test", "p(link[mailto:me@a.test](me@a.test))"],
    ["[text](https://a.test)", "p(link[https://a.test/](text))"],
    ["![alt](https://a.test/i.png)", "p(link[https://a.test/i.png](alt))"],
    ["# Title", "heading(Title)"],
    ["---", "rule"],
    ["a\n---", "p(a)rule"],
    ["@ada and **@here**", "p(mention(@ada) and strong(mention(@here)))"],
    ["`@ada`", "p(code(@ada))"],
    ["שלום עולם", "p(שלום עולם)"],
    ["&amp; &lt;", "p(&amp; &lt;)"],
    ["\\*not\\*", "p(*not*)"],
    ["[x]: https://a.test", "p([x]: link[https://a.test/](https://a.test))"],
  ])("%j", (body, expected) => expect(parsed(body)).toBe(expected));
  test("tables and indentation stay as typed", () => {
    expect(parsed("|a|b|\n|-|-|\n|1|2|")).toBe("p(|a|b|⏎|-|-|⏎|1|2|)");
    expect(parsed("    four")).toContain("four");
  });
  test("task lists know what is done", () => {
    const [list] = parseBody("- [ ] a\n- [x] b");
    expect(list?.type === "list" && list.items.map((item) => item.isChecked)).toEqual([false, true]);
  });
});

describe("what attackers write stays text", () => {
  const CORPUS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<div>\n<b onclick=alert(1)>x</b>\n</div>",
    "<!-- --><svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "[x](/logout)",
    "[x](//evil.test)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "<a href='javascript:alert(1)'>x</a>",
    "```<img src=x onerror=alert(1)>\nx\n```",
    '[x](https://a.test "onmouseover=alert(1)")',
    "<iframe srcdoc='<script>alert(1)</script>'>",
  ];
  const hrefs = (nodes: (Block | Inline)[]): string[] =>
    nodes.flatMap((one) => [
      ...(one.type === "link" ? [one.href] : []),
      ...("children" in one ? hrefs(one.children) : []),
      ...(one.type === "list" ? one.items.flatMap((item) => hrefs(item.children)) : []),
    ]);
  test.each(CORPUS)("%j", (body) => {
    const kinds = JSON.stringify(parseBody(body)).match(/"type":"(\w+)"/g) ?? [];
    const known = /"(paragraph|heading|quote|list|code|rule|text|strong|emphasis|strike|link|mention|break)"$/;
    expect(kinds.every((kind) => known.test(kind))).toBe(true);
    for (const href of hrefs(parseBody(body))) expect(href).toMatch(/^(https?:\/\/a\.test\/|mailto:)/);
  });
  test.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "x",
    "/x",
    "//x",
    "",
    "ftp://a.test",
    "blob:https://a.test/1",
  ])("%j is no address to go to", (href) => expect(safeHref(href)).toBeNull());
  test("a language label is a word", () => {
    const [code] = parseBody('```ts"><script>\nx\n```');
    expect(code).toMatchObject({ language: "ts" });
  });
});

describe("bombs", () => {
  const fill = (unit: string) => unit.repeat(Math.floor(8000 / unit.length));
  const UNITS = [
    ">",
    "> ",
    "- ",
    "1. ",
    "> - ",
    "> 1. * ",
    "*a ",
    "**a *b ",
    "_a",
    "a_b_",
    "*x",
    "**x",
    "~~a",
    "[",
    "![",
    "[a](",
    "`",
    "` `` ",
    "<",
    "a@b.",
    "http://",
    "\\",
    "- a\n1. b\n",
    "```\n",
    "# ",
    "|a|b|\n|-|-|\n",
    "***a** b* ",
    "@aa",
    "*_",
  ];
  test.each(UNITS)("8,000 characters of %j come to an end", (unit) => {
    // What backtracks without end does not come back within the time that a test has.
    expect(parseBody(`${fill(unit)} x`).length).toBeGreaterThan(0);
  });
  test("nesting is cut where it becomes absurd, and nothing is lost", () => {
    const deep = Array.from({ length: 60 }, (_, i) => `${"  ".repeat(i)}- ${i}`).join("\n");
    const depth = (blocks: Block[]): number =>
      Math.max(
        0,
        ...blocks.map((one) => (one.type === "list" ? 1 + Math.max(...one.items.map((i) => depth(i.children))) : 0)),
      );
    expect(depth(parseBody(deep))).toBeLessThanOrEqual(9);
    expect(JSON.stringify(parseBody(deep))).toContain("- 59");
    expect(parsed(`${">".repeat(20)} a`)).toBe(`p(${">".repeat(20)} a)`);
  });
});

test("a few emoji alone are large, text and many are not", () => {
  for (const body of ["😀", "👍🏽 🎉", "👩‍👩‍👧‍👦", "🇩🇪🇫🇷", "❤️", "1️⃣"])
    expect([body, isOnlyEmoji(body)]).toEqual([body, true]);
  for (const body of ["", " ", "1", "#", "a😀", "😀".repeat(13), "©", "12"])
    expect([body, isOnlyEmoji(body)]).toEqual([body, false]);
});

test("a quote shows the words, not the signs", () => {
  expect(plainTextOf("**a** _b_ `c`\n> d\n\n- e\n- [f](https://a.test) @ada")).toBe("a b c d e f @ada");
  expect(plainTextOf("```ts\nx = 1\n```")).toBe("x = 1");
});
