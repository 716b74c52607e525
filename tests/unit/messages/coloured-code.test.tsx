import { readFileSync } from "node:fs";
import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ColouredCode } from "@/components/messages/code/coloured-code";
import { COLOURS, PIECES_MAX } from "@/components/messages/code/colours";
import { LANGUAGE_NAMES, piecesOf, readIn } from "@/components/messages/code/languages";
import { BODY_MAX } from "@/lib/messages/schema.ts";
import { contrastOf, type Oklch } from "../../support/contrast.ts";

/** How often a character may be looked at, by all rules together: one language has nine signs that can begin something. */
const STEPS_PER_CHARACTER = 20;

const NAMES = LANGUAGE_NAMES.flat();
const FIRST_NAMES = LANGUAGE_NAMES.map(([first = ""]) => first);

const textOf = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join("");
const fill = (unit: string, length = BODY_MAX) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

function coloursIn(language: string, code: string): Record<string, string> {
  const pieces = readIn(language, code)?.pieces ?? [];
  return Object.fromEntries(pieces.flatMap(({ text, colour }) => (colour ? [[text.trim(), colour]] : [])));
}

describe("ada's code has the colours of its language", () => {
  test.each([
    ["ts", 'const a: string = "b"; // c', { const: "keyword", string: "type", '"b"': "string", "// c": "comment" }],
    ["js", "x = /a\\/b/gi.test(y) / 2", { "/a\\/b/gi": "string", test: "title", "2": "number" }],
    [
      "py",
      '@cached\ndef f(self):\n  """a\nb"""',
      { "@cached": "attribute", def: "keyword", f: "title", self: "number", '"""a\nb"""': "string" },
    ],
    ["json", '{"a": "b", "a": null}', { '"a"': "attribute", '"b"': "string", null: "number" }],
    [
      "sql",
      "Select 'it''s' FROM t -- x",
      { Select: "keyword", "'it''s'": "string", FROM: "keyword", "-- x": "comment" },
    ],
    [
      "bash",
      "if [ $HOME ]; do echo $# # x",
      { if: "keyword", do: "keyword", $HOME: "attribute", echo: "type", "# x": "comment" },
    ],
    ["rust", "fn a<'a>(b: &'a str) { 'c' }", { fn: "keyword", str: "type", "'c'": "string" }],
    ["c", "#include <x.h>\nint main() {}", { "#include": "keyword", int: "type", main: "title" }],
    [
      "html",
      '<a href="x">href</a><!-- b -->',
      { a: "title", href: "attribute", '"x"': "string", "<!-- b -->": "comment" },
    ],
    ["css", ".a { color: #fff 3px }", { ".a": "title", color: "attribute", "#fff": "number", "3px": "number" }],
    ["yaml", "a-b: yes # c\n- 'd'", { "a-b": "attribute", yes: "number", "# c": "comment", "'d'": "string" }],
    ["toml", "[server]\nport = 80", { "[server]": "title", port: "attribute", "80": "number" }],
    ["diff", "@@ 1 @@\n-a\n+b\n c", { "@@ 1 @@": "attribute", "-a": "removed", "+b": "string" }],
    ["md", "# A\n- `b` c", { "# A": "title", "-": "number", "`b`": "string" }],
    ["C++", "std::string a;", { string: "type" }],
    ["nginx", "server {\n  listen 80;\n}", { server: "keyword", listen: "keyword", "80": "number" }],
  ])("%s", (language, code, colours) => {
    expect(coloursIn(language, code)).toEqual(colours);
  });

  test("about twenty languages and more are known, by several names", () => {
    expect(LANGUAGE_NAMES.length).toBeGreaterThan(20);
    expect(new Set(NAMES).size).toBe(NAMES.length);
    expect(NAMES.filter((name) => readIn(name.toUpperCase(), "") === null)).toEqual([]);
  });
});

test.each(["", "klingon", "constructor", "__proto__", "toString"])("code in %j is one plain piece", (language) => {
  expect(piecesOf(language, "if (a) b")).toEqual([{ text: "if (a) b" }]);
});

test("mallory's HTML in code stays text in every language, and classes are ours", () => {
  const code = `<img src=x onerror="alert(1)"><script>'</script>"/*`;
  for (const language of NAMES) {
    const html = renderToStaticMarkup(<ColouredCode text={code} language={language} />);
    const classes = [...html.matchAll(/<([^/>]*)>/g)].map(([, tag]) => tag);
    expect(
      classes.filter((tag) => !/^span class="text-[a-z-]+"$/.test(tag ?? "")),
      language,
    ).toEqual([]);
  }
});

const signs = fc.constantFrom(
  ..."abA1_ \n\t\"'`\\/*#-<>!?@$&=:;[](){}|+.~%",
  "/*",
  "*/",
  "--",
  "<!--",
  "-->",
  '"""',
  "'''",
  "```",
  "<#",
  "]]",
  "://",
  "if ",
  "class ",
  "你",
  "😀",
  "\r\n",
);

test("no character is lost, doubled or moved, whatever is written in whatever language", () => {
  const code = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(signs, { maxLength: 80 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(fc.constantFrom(...FIRST_NAMES), code, (language, text) => {
      expect(textOf(piecesOf(language, text))).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

const WORST = [
  ..."aA1_ \n\t\"'`\\/*#-<>!?@$&=:;[](){}|+.~%",
  ...[
    "/*",
    "*/",
    "//",
    "--",
    "--[[",
    "]]",
    "<!--",
    "<a ",
    "<a",
    "</",
    '"""',
    "'''",
    "```",
    "<#",
    "=/",
    "(/[",
    "a:",
    "a  ",
    '"a" ',
    "$a",
    "@a",
    "'\\",
    "#a",
    "- ",
    "a\n",
    " a\n",
    "\n ",
    "\\\n",
    "你",
    "😀",
  ],
];

/** Long enough: a rule that went back to where it began would look at each of so many characters hundreds of times. */
const WORST_LENGTH = 1000;

test("the worst characters cost no more than a stated number of looks at each", () => {
  const costs = FIRST_NAMES.flatMap((language) =>
    WORST.map((unit) => ({
      language,
      unit,
      steps: readIn(language, fill(unit, WORST_LENGTH))?.steps ?? Number.POSITIVE_INFINITY,
    })),
  );
  expect(costs.filter(({ steps }) => steps > STEPS_PER_CHARACTER * WORST_LENGTH)).toEqual([]);
  expect(Math.max(...costs.map(({ steps }) => steps))).toBeGreaterThan(WORST_LENGTH);
});

test("code in more pieces than a page should have elements is drawn in one colour", () => {
  const code = fill("a=1;");
  expect(readIn("js", code)?.pieces.length).toBeGreaterThan(PIECES_MAX);
  expect(piecesOf("js", code)).toEqual([{ text: code }]);
});

describe("every colour of code can be read on the ground of code, in both themes", () => {
  const css = readFileSync("app/globals.css", "utf8");
  const number = "([\\d.]+)";
  const colour = `oklch\\(${number} ${number} ${number}\\)`;
  const all = new Map(
    [...css.matchAll(new RegExp(`--([\\w-]+): light-dark\\(${colour}, ${colour}\\)`, "g"))]
      // The second time is for readers who ask for more contrast.
      .toReversed()
      .map(([, name = "", ...numbers]) => [name, numbers.map(Number)]),
  );
  const themes = { light: 0, dark: 3 };
  const inTheme = (name: string, theme: keyof typeof themes): Oklch => {
    const [l = 0, c = 0, h = 0] = all.get(name)?.slice(themes[theme]) ?? [];
    return [l, c, h];
  };

  test("the formula knows black on white", () => {
    expect(contrastOf([1, 0, 0], [0, 0, 0])).toBeCloseTo(21, 1);
  });

  test.each(Object.values(COLOURS).map((one) => one.replace("text-", "")))("%s", (name) => {
    for (const theme of ["light", "dark"] as const)
      expect(contrastOf(inTheme(name, theme), inTheme("muted", theme)), theme).toBeGreaterThan(4.5);
  });
});
