// docs/reliability.md T3. Work is counted in characters looked at, not in milliseconds, because the machine may be
// busy.
import fc from "fast-check";
import { expect, test } from "vitest";
import { PAGE_MAX } from "../../../../lib/messages/schema.ts";
import { NODES_MAX } from "../../../../lib/messages/text/nodes.ts";
import { parseCounting } from "../../../../lib/messages/text/parse-body.ts";

const LENGTH = 8000;
/**
 * The number of times that a character may be looked at, by all steps together. Lines are looked at in each of eight
 * levels of nesting, and twice where there are backslashes.
 */
const STEPS_PER_CHARACTER = 40;

const fill = (unit: string, length = LENGTH) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
const stepsOf = (body: string) => parseCounting(body).work.steps;

const WORST = [
  `@${"_".repeat(7980)}x`,
  fill("www._a"),
  ...[">", "> ", ">\n", "- ", "- a\n", "1. ", "> - ", "> 1. * ", "- - ", "  - a\n"].map((unit) => fill(unit)),
  ...["*a ", "**a *b ", "_a", "a_b_", "*x", "**x", "~~a", "***a** b* ", "*_", "**", "*a**b***c", "a*"].map((u) =>
    fill(u),
  ),
  ...["[", "![", "[a](", "](", "[a](http://", "[a](https://a.b/", "[a](https://a.b/(", "[](x)"].map((unit) =>
    fill(unit),
  ),
  ...["`", "` `` ", "`\n", "```\n", "```a b\n", "- ```\n", "- ```\nx\n", "~~~\n", "- ```x\n````\n"].map((u) => fill(u)),
  ...["<", "a@b.", "a@b.cd ", "a@", "@", "@aa", "@a.", "@aa ", "@aa/", "_@aa_", "@你"].map((unit) => fill(unit)),
  ...["http://", "http://a", ".www", "www.a ", "https://a.b/( ", "https://a.b/_*", "http://a:", "http://[", "h"].map(
    (u) => fill(u),
  ),
  ...["\\", "\\*", "\\*a", "\\`", "\\[a](https://b.c)", "\\@aa ", "- \\- ", "\\- a\n"].map((unit) => fill(unit)),
  ...["|", "|a", "|a|b|\n|-|-|\n", "|a|b|\n", "|-|-|\n", "# ", "# a\n", "---\n", " ", "\t", "\n", " a\n"].map((u) =>
    fill(u),
  ),
  ...["你好", "**你，**", "a\u0300", "😀", "👩‍👩‍👧", "\u202e", "שלום"].map((unit) => fill(unit)),
  "[".repeat(4000) + "](a)".repeat(1000),
  "(".repeat(4000) + ")".repeat(4000),
  `https://a.b/${"(".repeat(3900)}${")".repeat(3900)}`,
  `[a](https://a.b/${fill("[a](https://a.b/", 7900)}${")".repeat(80)}`,
  Array.from({ length: 120 }, (_, size) => "`".repeat(size + 1)).join(" "),
  Array.from({ length: 120 }, (_, size) => `- ${"`".repeat(125 - size)}`).join("\n"),
  Array.from({ length: 60 }, (_, depth) => `${"  ".repeat(depth)}- ${depth}`).join("\n"),
  `| ${"a|".repeat(1990)}\n|${"-|".repeat(1990)}`,
];

const costs = WORST.map((body) => ({ unit: body.slice(0, 24), length: body.length, steps: stepsOf(body) }));

test("the worst 8,000 characters cost no more than a stated number of looks at each", () => {
  expect(costs.filter(({ steps, length }) => steps > STEPS_PER_CHARACTER * length)).toEqual([]);
});

test("twice the text costs twice the work", () => {
  const growthOf = (unit: string) => stepsOf(fill(unit, 4000)) / stepsOf(fill(unit, 2000));
  expect(costs.map(({ unit }) => [unit, growthOf(unit)] as const).filter(([, growth]) => growth > 2.5)).toEqual([]);
});

test("whatever signs are put together, the work stays below the bound, and so do the parts", () => {
  const signs = [
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
    "](",
    "!",
    "@",
    "@a",
    "a",
    "b ",
    " ",
  ];
  const more = [
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "|",
    "|-|",
    "www.",
    "https://",
    "a.b/",
    "你",
    "，",
    "<",
    ".",
    "/",
    "  ",
  ];
  const unit = fc.array(fc.constantFrom(...signs, ...more), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 4 }), (units) => {
      const body = units.map((one) => fill(one.join(""), 2000 / units.length)).join("");
      const { work } = parseCounting(body);
      expect(work.steps).toBeLessThanOrEqual(STEPS_PER_CHARACTER * body.length);
      expect(work.nodes).toBeLessThanOrEqual(NODES_MAX + 1);
    }),
    { numRuns: 150 },
  );
});

test("a page of the worst messages has a bound, too", () => {
  const worst = costs.reduce((sum, { steps }) => Math.max(sum, steps), 0);
  // This many looks take about a hundred milliseconds on a slow machine.
  expect(PAGE_MAX * worst).toBeLessThan(PAGE_MAX * LENGTH * STEPS_PER_CHARACTER);
});

test("what exceeds it is shown as it was typed, and calls nobody", () => {
  const body = fill("@aa *b* ");
  expect(parseCounting(body).blocks).toEqual([{ type: "paragraph", children: [{ type: "text", text: body }] }]);
});
