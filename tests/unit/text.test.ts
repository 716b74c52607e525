import { expect, test } from "vitest";
import { uploadInputSchema } from "../../lib/files/schema.ts";
import { foldName, trimText, withoutControls } from "../../lib/text.ts";

test.each([
  ["a", "a"],
  ["\n \n  if x:\n    y\n\n ", "  if x:\n    y"],
  ["  a", "  a"],
  [" \u3000\n", ""],
  ["", ""],
])("%j without blank lines before it and space behind it is %j", (text, expected) => {
  expect(trimText(text)).toBe(expected);
});

test.each([
  ["ADA", "ada"],
  ["ａｄａ", "ada"],
  ["Straße", "strasse"],
  ["İstanbul", foldName("i̇stanbul")],
])("%j is compared as %j", (name, folded) => expect(foldName(name)).toBe(folded));

test("what turns the direction of reading goes", () => {
  expect(withoutControls("a\u202eb\u2066c\u2069\u202cd\u0007 \u05d0")).toBe("abcd \u05d0");
});

test("a file's name keeps nothing that turns its direction, and has to have something else", () => {
  const nameOf = (name: string) => uploadInputSchema.safeParse({ files: [{ name, size: 1 }] }).data?.files[0]?.name;
  expect(nameOf("photo\u202egpj.exe")).toBe("photogpj.exe");
  expect(nameOf("\u2066a\u2069\n.pdf")).toBe("a.pdf");
  expect(nameOf("תמונה.png")).toBe("תמונה.png");
  expect(nameOf("\u202e\u2066")).toBeUndefined();
});
