import sharp from "sharp";
import { expect, test } from "vitest";
import { sniff } from "../../../../lib/uploads/server/sniff.ts";

const blank = sharp({ create: { width: 4, height: 4, channels: 3, background: "#123" } });
const text = (words: string) => Buffer.from(words, "latin1");

test.each(["png", "jpeg", "gif", "webp", "avif"] as const)("a %s is known by its first bytes", async (format) => {
  expect(sniff(await blank.clone().toFormat(format).toBuffer())).toBe(format);
});

test.each([
  ["text", Buffer.from("hello\r\nworld\t✓")],
  ["text", text("<!doctype html><script>alert(1)</script>")],
  ["text", text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ["text", Buffer.from([0xff, 0xfe, 0x68, 0x00])],
  ["pdf", text("%PDF-1.7\n\0")],
  ["zip", text("PK\x03\x04rest")],
  ["iso", text("\0\0\0\x20ftypisom")],
  ["iso", text("\0\0\0\x08wide")],
  ["mp3", text("\xff\xfb\x90\0")],
  ["aac", text("\xff\xf1\x50\x80")],
  ["wav", text("RIFF\0\0\0\0WAVEfmt ")],
  ["ogg", text("OggS\0")],
])("%s is known by its first bytes", (family, bytes) => {
  expect(sniff(bytes)).toBe(family);
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["a program", text("\x7fELF\x02\x01\x01\0")],
  ["a Windows program", text("MZ\x90\0\x03\0")],
  ["an iPhone's own format", text("\0\0\0\x20ftypheic")],
  ["a RIFF of another kind", text("RIFF\0\0\0\0AVI LIST")],
  ["binary data", Buffer.from([1, 2, 3, 0])],
])("%s is none of what is shown", (_, bytes) => {
  expect(sniff(bytes)).toBeNull();
});
