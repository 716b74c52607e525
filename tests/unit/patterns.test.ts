// docs/reliability.md T3. A regular expression can look at a text as often as the square of its length, or worse. That
// cannot be counted from outside, so the test restricts the form of every expression in lib and components to those
// that walk a text once.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** Expressions of another form, each with the reason why it is quick all the same. */
const KNOWN: Record<string, string> = {
  "[.@].*$": "the language of the server's or browser's settings",
  "\\?.*$": "an address of the database, from the settings",
  "^(\\w+:\\/\\/)[^/]*@": "an address of the database, from the settings",
  "%.*$": "an address of IPv6, from a socket",
  "^(.*:)([\\d.]+)$": "an address of IPv6, from a socket or a header that Node bounds",
  "[.\\s]+$": "the name of a file, which is bounded",
  "[(⟮❨]\\s*@": "a display name, which is bounded and has no two blanks in a row",
  "(?<![\\p{L}\\p{N}\\p{M}:/]):([+-]1|(?=[0-9_]*[a-z])[a-z0-9][a-z0-9_+-]{1,29})$":
    "the last few characters before the caret",
  "^[ \\t]*(?:(?:>|[-*+]|#{1,6}|\\d{1,9}[.)])[ \\t]+)*": "signs and blanks exclude each other",
  "^\\w+:\\S+$": "ends its first part at the first colon",
  "\\.[^.]*$": "each dot looks only as far as the next one",
  "^(image\\/(png|jpeg|gif|webp|avif)|audio\\/[\\w.+-]+|video\\/[\\w.+-]+)$": "two ways that exclude each other",
  "^\\[([^\\]]+)\\](:\\d+)?$": "ends where the bracket does",
  "^(\\d+\\.\\d+\\.\\d+\\.\\d+):\\d+$": "dots part the digits",
  '^multipart\\/form-data\\s*;.*?\\bboundary=(?:"([^"]{1,70})"|([^\\s;"]{1,70})(?=[\\s;]|$))':
    "a header, bounded by Node; the first boundary= decides",
  '^content-disposition:\\s*form-data;(?:.*;)?\\s*name="file"':
    "a bounded head of a part; blanks lie between semicolons",
  "'nonce-([^']+)'": "a policy of ours",
  "\\/(\\d+)$": "each stroke looks only as far as the next one",
  "(?<=(JOINING)+)[\\u200c\\u200d](?=(JOINING)+)": "JOINING is one class of characters",
  "(ESCAPE)+\\[[0-9;]*m": "ESCAPE is one character, and only the log is looked at",
  "(regex)+": "what next build makes of next.config.ts, looked at when the server starts",
  "^(\\?.+)&signature=([^&]+)$": "a query of ours, bounded by Node",
};

const LITERAL =
  /(?<=[=(,:?&|!]\s*|return )\/((?:[^/\\[\n*]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)\/([a-z]*)/g;

/** `new RegExp(…, "flags")`, where the dots are a name or a template. */
const BUILT = /\bnew RegExp\((?:`(?<template>[^`]*)`|(?<name>\w+))(?:, "(?<flags>[a-z]*)")?\)/g;

const sources = ["lib", "components"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name)),
  )
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(file, "utf8"));

const patterns = [...sources.flatMap(writtenIn), ...sources.flatMap(builtIn)];

function writtenIn(text: string) {
  return [...text.matchAll(LITERAL)].map(([, source = "", flags = ""]) => ({ source, flags }));
}

function builtIn(text: string) {
  return [...text.matchAll(BUILT)].map(({ groups = {} }) => ({
    source: groups.name ? constantIn(text, groups.name) : fillIn(text, groups.template ?? ""),
    flags: groups.flags ?? "",
  }));
}

/** A template of an expression as the program reads it, with the constants of its file. */
function fillIn(text: string, template: string): string {
  return template.replace(/\$\{(\w+)\}/g, (_, name) => constantIn(text, name)).replaceAll("\\\\", "\\");
}

/** The value of a constant, or a repetition with its name, which is never let pass, where it is neither text nor expression. */
function constantIn(text: string, name: string): string {
  const found = new RegExp(`const ${name} = (?:"(?<quoted>.*)"|/(?<literal>.+)/[a-z]*);`).exec(text);
  const { quoted, literal } = found?.groups ?? {};
  return literal ?? quoted?.replaceAll("\\\\", "\\") ?? `(${name})+`;
}

test("none can look at a text more than once, but for those that are known", () => {
  expect(patterns.length).toBeGreaterThan(100);
  const odd = patterns.filter(({ source, flags }) => !isLinear(source, flags)).map(({ source }) => source);
  expect(odd.filter((source) => !(source in KNOWN))).toEqual([]);
  expect(Object.keys(KNOWN).filter((source) => !odd.includes(source))).toEqual([]);
});

test("an expression that is put together is read with what it is made of", () => {
  const file = [
    `const ID = "[a-z]+";`,
    "const SIGN = /(a+)+b/u;",
    `new RegExp(\`^x-\${ID}$\`, "u");`,
    `new RegExp(SIGN, "gu"); new RegExp(other)`,
  ].join("\n");
  expect(builtIn(file)).toEqual([
    { source: "^x-[a-z]+$", flags: "u" },
    { source: "(a+)+b", flags: "gu" },
    { source: "(other)+", flags: "" },
  ]);
  const written = sources.flatMap((text) => text.match(/\bnew RegExp\(|\bRegExp\(/g) ?? []);
  expect(sources.flatMap(builtIn)).toHaveLength(written.length);
});

test.each(["[._-]+$", "(a+)+b", "^(a|b)+a*c", "a.*b", "\\s+$", "^a*a*$", "(?:a|b+)+"])("%s is found", (source) => {
  expect(isLinear(source, "u")).toBe(false);
});

test.each(["^[a-z]+$", "\\s+", "`+", "^a{1,3}b?", "[a-z]{2,30}$", "(?:a{0,30}:|w)\\S*|:[a-z]{1,9}:"])(
  "%s is let pass",
  (source) => {
    expect(isLinear(source, "u")).toBe(true);
  },
);

/**
 * An expression is linear when it has at most one unbounded repetition, of single characters, and either it can begin
 * in one place only (`^`, sticky), or nothing has to follow the repetition, so that it never fails after a walk.
 */
function isLinear(source: string, flags: string): boolean {
  const simple = source
    .replace(/\[(?:[^\]\\]|\\.)*\]|\\[pPu]\{[^}]*\}|\\u[0-9a-f]{4}|\\./gi, "C")
    .replace(/\(\?:(?:C|\|)+\)/g, "C")
    .replace(/CC?\?C?(?=\||\))/g, "C")
    .replace(/\(\?:(?:C|\|)+\)/g, "C");
  return waysOf(simple).every((way) => {
    const repeated = way.match(/[+*]|\{\d+,\}/g) ?? [];
    if (repeated.length === 0) return true;
    const isOnce = simple.startsWith("^") || flags.includes("y");
    return repeated.length === 1 && !/\)[+*]/.test(way) && (isOnce || /(?:[+*]|\{\d+,\})$/.test(way));
  });
}

/** The alternatives of an expression: the parts between bars that are in no brackets. */
function waysOf(simple: string): string[] {
  const ways = [""];
  let depth = 0;
  for (const sign of simple) {
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if (sign === "|" && depth === 0) ways.push("");
    else ways[ways.length - 1] += sign;
  }
  return ways;
}
