import sharp from "sharp";
import { expect, test } from "vitest";
import { cleanAvif } from "@/lib/files/clean/avif.ts";

const dirty = (channels: 3 | 4) =>
  sharp({ create: { width: 60, height: 30, channels, background: { r: 200, g: 80, b: 40, alpha: 0.4 } } })
    .withExif({ IFD0: { Copyright: "secret" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">secret</x:xmpmeta>')
    .withIccProfile("p3")
    .avif({ effort: 0 })
    .toBuffer();

test.each([
  ["without", 3, 1800],
  ["with", 4, 3600],
] as const)("an AVIF %s transparency loses its words and places, and keeps its pixels", async (_, channels, pixels) => {
  const avif = await dirty(channels);
  expect(avif.includes("secret")).toBe(true);
  const clean = cleanAvif(avif);
  expect(clean).toMatchObject({ pixels, moves: false });
  expect(clean.bytes.length).toBe(avif.length);
  expect(clean.bytes.includes("secret")).toBe(false);
  const { exif, xmp } = await sharp(clean.bytes).metadata();
  expect([exif, xmp].filter((bytes) => bytes?.some((byte) => byte !== 0))).toEqual([]);
  expect((await sharp(clean.bytes).raw().toBuffer()).equals(await sharp(avif).raw().toBuffer())).toBe(true);
});

test("what is hidden behind it, in boxes of its own and between its parts, is zeros", async () => {
  const avif = await dirty(3);
  const box = (type: string) => {
    const bytes = Buffer.alloc(8 + 12);
    bytes.writeUInt32BE(bytes.length, 0);
    bytes.write(`${type}hidden words`, 4, "latin1");
    return bytes;
  };
  const { bytes } = cleanAvif(Buffer.concat([avif, box("uuid"), box("mdat"), box("free"), box("skip")]));
  expect(bytes.includes("hidden")).toBe(false);
  expect((await sharp(bytes).metadata()).width).toBe(60);
});

test.each([0, 7, 40, 200, 500])("one that is cut off after %s bytes is refused, or its picture is", async (length) => {
  const avif = (await dirty(3)).subarray(0, length);
  await expect((async () => sharp(cleanAvif(avif).bytes, { failOn: "error" }).raw().toBuffer())()).rejects.toThrow();
});

test("whatever is in the place of a byte, it ends, and is as long as it was", async () => {
  const avif = await dirty(4);
  for (let at = 0; at < Math.min(avif.length, 900); at++)
    for (const byte of [0, 1, 0x7f, 0xff]) {
      const odd = Buffer.from(avif);
      odd[at] = byte;
      const length = (() => {
        try {
          return cleanAvif(odd).bytes.length;
        } catch {
          return avif.length;
        }
      })();
      expect(length).toBe(avif.length);
    }
});
