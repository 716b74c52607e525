import { expect, test } from "vitest";
import { previewHeight, previewLines } from "@/components/messages/files/preview-height.ts";
import { decodeText } from "@/lib/files/decode-text.ts";

const bytes = (...parts: (number[] | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "utf8") : Buffer.from(part))));

test.each([
  ["UTF-8", bytes("Zoë, 100 €, 京都"), "Zoë, 100 €, 京都"],
  ["UTF-8 with a mark", bytes([0xef, 0xbb, 0xbf], "Zoë"), "Zoë"],
  ["UTF-8 that is cut within a character", bytes("caf", [0xc3]), "caf"],
  ["Latin-1", bytes("Stra", [0xdf], "e; M", [0xfc], "nchen"), "Straße; München"],
  ["Windows-1252", bytes([0x93], "100 ", [0x80, 0x94]), "“100 €”"],
  ["UTF-16, little end first", bytes([0xff, 0xfe, 0x5a, 0, 0xeb, 0]), "Zë"],
  ["UTF-16, big end first", bytes([0xfe, 0xff, 0, 0x5a, 0, 0xeb]), "Zë"],
  ["UTF-16 that is cut within a character", bytes([0xff, 0xfe, 0x5a, 0, 0xeb]), "Z"],
  ["a text from DOS", bytes("words\r\n", [0x1a]), "words\r\n"],
])("%s is read right", (_, text, words) => {
  expect(decodeText(text)).toBe(words);
});

test("a small text has room for two lines, however short, and a large one for five", () => {
  expect([1, 8, 19, 25, 45, 200, 1e6].map(previewLines)).toEqual([2, 2, 2, 2, 3, 5, 5]);
  expect(previewHeight(8)).toBe(2 * 20 + 16);
});
