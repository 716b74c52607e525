import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { cleanImage, cropPicture, shrinkImage } from "@/lib/files/images.ts";
import { readPiece } from "@/lib/files/storage/workspace.ts";
import type { ImageFamily } from "@/lib/files/types.ts";
import { BOMBS, movingPng } from "../../support/image-bombs.ts";
import { picture } from "../../support/upload-files.ts";

const folder = path.join(process.env.DATA_DIR ?? "", "images");
mkdirSync(folder);
let made = 0;

const place = (bytes: Buffer) => {
  const name = path.join(folder, String(made++));
  writeFileSync(name, bytes);
  return name;
};
const imageFamilyOf = (name: string) => (name.startsWith("jpg") ? "jpeg" : name.split(",")[0]) as ImageFamily;
const keep = async (bytes: Buffer) => place(bytes);
const clean = async (family: ImageFamily, bytes: Buffer) => {
  const { piece, ...facts } = await cleanImage({ person: "ada", source: place(bytes), family }, keep);
  return { ...facts, bytes: await readPiece(piece) };
};

// docs/reliability.md N2.
describe("a small file that unpacks to too many pixels", () => {
  test.each(Object.entries(BOMBS))("(%s) is refused by what its head says, in words", async (name, make) => {
    const bytes = await make();
    expect(bytes.length).toBeLessThan(400_000);
    const work = { person: "mallory", source: place(bytes), family: imageFamilyOf(name) };
    const words = /can have at most (64|25) million pixels/;
    await expect(cleanImage(work, keep)).rejects.toThrow(words);
    // Of these two images only one picture with few pixels is decoded.
    if (name === "png, many frames" || name === "gif, one picture") return;
    await expect(cropPicture(work, keep)).rejects.toThrow(words);
  });

  test("and claims to have few is refused: an AVIF whose picture is larger than it says", async () => {
    const avif = await picture("avif", 300, 300);
    const size = avif.indexOf("ispe");
    avif.writeUInt32BE(64, size + 8);
    avif.writeUInt32BE(64, size + 12);
    await expect(clean("avif", avif)).rejects.toThrow("damaged");
  });
});

describe("an image", () => {
  test.each(["png", "webp", "avif", "gif"] as const)(
    "as %s keeps its pixels as they are, and its size",
    async (family) => {
      const bytes = await picture(family, 120, 80);
      const { bytes: after, ...facts } = await clean(family, bytes);
      expect(facts).toMatchObject({ width: 120, height: 80, animated: false });
      expect((await sharp(after).raw().toBuffer()).equals(await sharp(bytes).raw().toBuffer())).toBe(true);
    },
  );

  test.each(["png", "webp", "jpeg"] as const)("that lies on its side is upright as %s", async (family) => {
    const lying = await sharp(await picture("png", 80, 40))
      .withMetadata({ orientation: 6 })
      .toFormat(family)
      .toBuffer();
    expect((await sharp(lying).metadata()).orientation).toBe(6);
    const { bytes, ...facts } = await clean(family, lying);
    expect(facts).toMatchObject({ width: 40, height: 80 });
    const { width, height, exif, orientation } = await sharp(bytes).metadata();
    expect({ width, height, exif, orientation }).toEqual({ width: 40, height: 80 });
  });

  test("of wide colours keeps what they mean, without the words of its profile", async () => {
    const wide = await sharp(await picture("png", 40, 40))
      .withIccProfile("p3")
      .png()
      .toBuffer();
    const { bytes } = await clean("png", wide);
    const { icc } = await sharp(bytes).metadata();
    expect(icc?.length).toBe((await sharp(wide).metadata()).icc?.length);
    const seen = (image: Buffer) => sharp(image).toColourspace("srgb").raw().toBuffer();
    expect((await seen(bytes)).equals(await seen(wide))).toBe(true);
    expect(icc?.includes("Copyright") || icc?.includes("C\0o\0p\0y")).toBe(false);
  });

  test("in memory, where there is no disk, becomes the same as on the disk", async () => {
    for (const family of ["png", "jpeg", "webp", "avif", "gif"] as const) {
      const bytes = await picture(family, 120, 80);
      const { piece, ...facts } = await cleanImage({ person: "ada", source: bytes, family }, async (made) => made);
      expect({ ...facts, bytes: piece }).toEqual(await clean(family, bytes));
    }
  });

  test("as PNG that moves goes on moving, and its first frame is its still", async () => {
    const { bytes, animated } = await clean("png", await movingPng(3));
    expect([animated, bytes.includes("acTL"), bytes.includes("fdAT")]).toEqual([true, true, true]);
    const still = await shrinkImage({ person: "ada", source: place(bytes), family: "png" }, 320);
    expect(await sharp(still).metadata()).toMatchObject({ format: "webp", width: 24, height: 16 });
  });

  test.each(["png", "webp", "avif", "gif", "jpeg"] as const)("as %s that is cut off is refused", async (family) => {
    const noise = Buffer.from(Array.from({ length: 90 * 90 * 3 }, (_, index) => (index * index * 7 + index) % 256));
    const bytes = await sharp(noise, { raw: { width: 90, height: 90, channels: 3 } })
      .toFormat(family)
      .toBuffer();
    await expect(clean(family, bytes.subarray(0, bytes.length * 0.6))).rejects.toThrow("This image is damaged");
  });
});
