import { describe, expect, test } from "vitest";
import { detectFileType, fileTypeOf } from "../../../lib/files/types.ts";
import { isOf, sniff } from "../../../lib/uploads/server/sniff.ts";

const DOWNLOAD = "application/octet-stream";

describe("by its name alone", () => {
  test.each([
    ["photo.PNG", "image/png"],
    ["a.b.jpg", "image/jpeg"],
    ["page.html", "text/plain"],
    ["drawing.svg", "text/plain"],
    ["photo.jpg.html", "text/plain"],
    ["setup.exe", DOWNLOAD],
    ["no-ending", DOWNLOAD],
    [".png ", DOWNLOAD],
    ["a.constructor", DOWNLOAD],
    ["a.__proto__", DOWNLOAD],
    ["trick.png.exe", DOWNLOAD],
  ])("%s is served as %s", (name, type) => {
    expect(fileTypeOf(name).type).toBe(type);
  });
});

const text = (words: string) => Buffer.from(words, "latin1");
const PNG = text("\x89PNG\r\n\x1a\n");

describe("by its name and its first bytes", () => {
  test.each([
    ["a PNG that is called so", "a.png", PNG, "image/png"],
    ["a PNG that is called a JPEG", "a.jpg", PNG, "image/png"],
    ["a PNG without an ending", "screenshot", PNG, "image/png"],
    ["a PNG that is called a document of Word is a download", "a.docx", PNG, DOWNLOAD],
    ["HTML that is called an image is a download", "a.png", text("<!doctype html><script>"), DOWNLOAD],
    ["HTML that is called sound is a download", "a.mp3", text("<!doctype html><script>"), DOWNLOAD],
    ["HTML that is called HTML is text", "a.html", text("<!doctype html><script>"), "text/plain"],
    ["a page without an ending is text", "README", text("# Hello"), "text/plain"],
    ["a program that is called text is a download", "notes.txt", text("\x7fELF\x02\0"), DOWNLOAD],
    ["text that ends with the mark of DOS", "notes.txt", text("words\x1a"), "text/plain"],
    ["a PDF behind an empty line", "a.pdf", text("\n%PDF-1.4\n"), "application/pdf"],
    ["a PDF behind a kilobyte is a download", "a.pdf", text(`${" ".repeat(1100)}%PDF-1.4\n`), DOWNLOAD],
    ["an iPhone's own picture, even when it is called a JPEG", "a.jpg", text("\0\0\0\x20ftypheic"), DOWNLOAD],
    ["a Matroska film", "film.mkv", text("\x1a\x45\xdf\xa3"), DOWNLOAD],
  ])("%s", (_, name, bytes, type) => {
    expect(detectFileType(name, sniff(bytes), (family) => isOf(bytes, family)).type).toBe(type);
  });
});
