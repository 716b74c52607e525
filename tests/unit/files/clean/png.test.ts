import sharp from "sharp";
import { expect, test } from "vitest";
import { cleanPng } from "@/lib/files/clean/png.ts";
import { movingPng, pngChunk, pngChunks } from "../../../support/image-bombs.ts";
import { picture } from "../../../support/upload-files.ts";

const names = (png: Buffer) => pngChunks(png).map(({ name }) => name);

test("a PNG loses its words, its camera data and what stands behind its end", async () => {
  const png = await picture("png", 40, 30);
  const words = ["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "prVt", "sPLT"].map((name) =>
    pngChunk(name, Buffer.from("Comment\0secret")),
  );
  const dirty = Buffer.concat([png.subarray(0, 33), ...words, png.subarray(33), Buffer.from("<script>secret")]);
  const { bytes, frames } = cleanPng(dirty);
  expect([bytes.includes("secret"), frames, bytes.equals(cleanPng(png).bytes)]).toEqual([false, 1, true]);
  expect((await sharp(bytes).raw().toBuffer()).equals(await sharp(png).raw().toBuffer())).toBe(true);
});

test("one that moves keeps every frame with its timing, and loses the words between them", async () => {
  const moving = await movingPng(3);
  const at = moving.indexOf("fdAT") - 4;
  const dirty = Buffer.concat([moving.subarray(0, at), pngChunk("tEXt", Buffer.from("secret")), moving.subarray(at)]);
  const { bytes, frames } = cleanPng(dirty);
  expect([frames, bytes.includes("secret")]).toEqual([3, false]);
  expect(names(bytes)).toEqual(names(moving).filter((name) => name !== "pHYs"));
});

test("its colour profile keeps its colours and loses its name; one that is none is left out", async () => {
  const wide = await sharp(await picture("png"))
    .withIccProfile("p3")
    .png()
    .toBuffer();
  expect(names(cleanPng(wide).bytes)).toContain("iCCP");
  const at = wide.indexOf("iCCP") - 4;
  const end = at + 12 + wide.readUInt32BE(at);
  const broken = pngChunk("iCCP", Buffer.from("secret\0\0no zlib at all"));
  const { bytes } = cleanPng(Buffer.concat([wide.subarray(0, at), broken, wide.subarray(end)]));
  expect([names(bytes).includes("iCCP"), bytes.includes("secret")]).toEqual([false, false]);
});

test.each([8, 20, 60])("one that is cut off after %s bytes is refused", async (length) => {
  const png = await picture("png", 40, 30);
  expect(() => cleanPng(png.subarray(0, length))).toThrow("damaged");
});
