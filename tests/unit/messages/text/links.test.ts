import { describe, expect, test } from "vitest";
import { linksOf } from "../../../../lib/messages/text/links-of.ts";
import type { Block, Inline } from "../../../../lib/messages/text/nodes.ts";
import { parseBody } from "../../../../lib/messages/text/parse-body.ts";
import { safeHref } from "../../../../lib/messages/text/safe-href.ts";
import { walk } from "../../../../lib/messages/text/walk.ts";
import { outlineOf } from "./outline.ts";

/** The links of a text as they are displayed. */
function shown(body: string): string[] {
  const found: string[] = [];
  walk(parseBody(body), (part) => {
    if (part.type === "link") found.push(part.children.map((child) => ("text" in child ? child.text : "")).join(""));
  });
  return found;
}

describe("an address is whole", () => {
  test.each([
    "https://example.com/_",
    "https://e.org/wiki/Name_(disambiguation)",
    "https://k.test/app#/?_a=(columns:!(x),sort:!(!('@timestamp',asc)))",
    "http://ół.pl/x",
    "https://гном.срб/",
    "www.öko.de",
    "https://☃.example.org",
    "https://例え.テスト/パス",
    "https://e.com/register?invite=abc_",
    "https://e.com/register?invite=abc-",
    "https://e.com/register?invite=-_a__",
    "https://example.com:80",
    "http://localhost:3000/a",
    "http://127.0.0.1:8080/",
    "http://[::1]:3000/",
    "https://e.com/?q=1,@ben",
    "https://e.com/a_b_c/*x*y",
    "https://e.com/~ada/?a[]=1&b=%20#:~:text=x",
    "HTTPS://E.COM/X",
    "me@a.test",
    "a.b+c_d@sub.example.org",
  ])("%s", (address) => expect(shown(address)).toEqual([address]));
});

describe("an address ends where people think that it ends", () => {
  test.each([
    ["see https://a.test/x?y=1.", "https://a.test/x?y=1"],
    ["(https://a.test/x)", "https://a.test/x"],
    ["(see https://e.org/wiki/N_(x)).", "https://e.org/wiki/N_(x)"],
    ["https://a.test/x, and", "https://a.test/x"],
    ["https://a.test/x?!…", "https://a.test/x"],
    ["'https://a.test/x' \"https://a.test/x\"", "https://a.test/x", "https://a.test/x"],
    ["<https://a.test/x>", "https://a.test/x"],
    ["[https://a.test/x]", "https://a.test/x"],
    ["https://example.com/a。谢谢", "https://example.com/a"],
    ["见https://example.com/a，谢谢", "https://example.com/a"],
    ["「https://example.com/a」", "https://example.com/a"],
    ["https://example.com/a؟", "https://example.com/a"],
    ["*https://a.test/x*", "https://a.test/x"],
    ["**https://a.test** and", "https://a.test"],
    ["_see https://a.test/x_", "https://a.test/x"],
    ["~~https://a.test/x~~y", "https://a.test/x"],
    ["`a` https://a.test/x`b`", "https://a.test/x"],
    ["https://a.test:it works", "https://a.test"],
    ["me@a.test.", "me@a.test"],
    ["Ada <me@a.test>", "me@a.test"],
    ["_me@a.test_", "me@a.test"],
  ])("%j", (body, ...addresses) => expect(shown(body)).toEqual(addresses));

  test("emphasis that is over takes nothing from a later address", () => {
    expect(shown("_a_ https://example.com/_")).toEqual(["https://example.com/_"]);
  });
});

describe("what is no address", () => {
  test.each([
    "http://",
    "https://*.example.com",
    "xhttps://a.test",
    "www.",
    "www.-",
    "a@b",
    "@a.test",
    "a@1.2",
    "https://_",
    "ftp://a.test",
    "javascript:alert(1)",
    `http://${"a".repeat(300)}.test`,
  ])("%j", (body) => expect(shown(body)).toEqual([]));
});

describe("words that lead elsewhere", () => {
  test.each([
    ["[text](https://a.test)", "p(link[https://a.test/](text))"],
    ["[**a** `b`](https://a.test/(x))", "p(link[https://a.test/(x)](strong(a) code(b)))"],
    ["[a [b] c](https://a.test)", "p(link[https://a.test/](a [b] c))"],
    ["[a \\[b\\] c \\] d](https://a.test)", "p(link[https://a.test/](a [b] c ] d))"],
    ["![alt](https://a.test/i.png)", "p(link[https://a.test/i.png](alt))"],
    ["[mail](mailto:me@a.test)", "p(link[mailto:me@a.test](mail))"],
    ["[x https://b.test](https://a.test)", "p(link[https://a.test/](x https://b.test))"],
    ["[](https://e.com)", "p([](link[https://e.com/](https://e.com)))"],
    ["![](https://e.com)", "p(![](link[https://e.com/](https://e.com)))"],
    ["[`](https://a.test)`", "p([code(](https://a.test)))"],
    ["[x]: https://a.test", "p([x]: link[https://a.test/](https://a.test))"],
  ])("%j", (body, expected) => expect(outlineOf(body)).toBe(expected));
});

test("the list of links has each once, and none from code", () => {
  expect(linksOf("https://a.test/x [x](https://a.test/x) www.b.test `https://c.test` me@d.test")).toEqual([
    "https://a.test/x",
    "http://www.b.test/",
  ]);
  expect(linksOf("|https://a.test/|b|\n|-|-|\n|c|https://d.test/|")).toEqual(["https://a.test/", "https://d.test/"]);
  expect(linksOf("nothing")).toEqual([]);
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
    "[x](https:evil)",
    "[x](https:/evil)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "<a href='javascript:alert(1)'>x</a>",
    "```<img src=x onerror=alert(1)>\nx\n```",
    '```ts"><script>\nx\n```',
    '[x](https://a.test "onmouseover=alert(1)")',
    "<iframe srcdoc='<script>alert(1)</script>'>",
  ];
  const KNOWN = /"(paragraph|heading|quote|list|table|code|rule|text|strong|emphasis|strike|link|mention)"$/;
  test.each(CORPUS)("%j", (body) => {
    const kinds = JSON.stringify(parseBody(body)).match(/"type":"(\w+)"/g) ?? [];
    expect(kinds.every((kind) => KNOWN.test(kind))).toBe(true);
    walk(parseBody(body), (part: Block | Inline) => {
      if (part.type === "link") expect(part.href).toMatch(/^(https?:\/\/a\.test\/|mailto:)/);
      if (part.type === "code" && "language" in part) expect(part.language).toMatch(/^[\w+#.-]*$/);
    });
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
});
