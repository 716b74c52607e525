import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { cleanGif } from "@/lib/files/clean/gif.ts";
import { cleanWebp } from "@/lib/files/clean/webp.ts";

/** An animation of three frames in different colours. */
function moving(format: "gif" | "webp"): Promise<Buffer> {
  const frames = Buffer.concat(["#f00", "#0f0", "#00f"].map((color) => frame(color)));
  return sharp(frames, { raw: { width: 8, height: 24, channels: 3, pageHeight: 8 } })
    .toFormat(format, { loop: 0, delay: [100, 100, 100], ...(format === "webp" && { lossless: true }) })
    .toBuffer();
}
function frame(color: string): Buffer {
  const [r = 0, g = 0, b = 0] = [...color.slice(1)].map((digit) => Number.parseInt(digit, 16) * 17);
  return Buffer.from(Array.from({ length: 64 }, () => [r, g, b]).flat());
}
const pixels = (image: Buffer) => sharp(image, { animated: true }).raw().toBuffer();

describe("an animation", () => {
  test("as GIF loses its comment and what stands after its end, and keeps every frame", async () => {
    const gif = await moving("gif");
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 6]), Buffer.from("secret"), Buffer.from([0])]);
    const head = 13 + ((gif[10] ?? 0) & 0x80 ? 3 * 2 ** (((gif[10] ?? 0) & 7) + 1) : 0);
    const dirty = Buffer.concat([gif.subarray(0, head), comment, gif.subarray(head), Buffer.from("<script>")]);
    expect(dirty.includes("secret")).toBe(true);
    const clean = cleanGif(dirty);
    expect(clean.includes("secret") || clean.includes("<script>")).toBe(false);
    expect((await pixels(clean)).equals(await pixels(gif))).toBe(true);
    expect((await sharp(clean).metadata()).pages).toBe(3);
  });

  test("as WebP loses where it was taken, and keeps every frame", async () => {
    const webp = await moving("webp");
    const dirty = await sharp(webp, { animated: true })
      .withExif({ IFD0: { Copyright: "secret" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
      .webp({ lossless: true })
      .toBuffer();
    expect((await sharp(dirty).metadata()).exif).toBeDefined();
    const clean = cleanWebp(Buffer.concat([dirty, Buffer.from("<script>")]));
    expect((await sharp(clean).metadata()).exif).toBeUndefined();
    expect(clean.includes("secret") || clean.includes("<script>")).toBe(false);
    expect((await pixels(clean)).equals(await pixels(dirty))).toBe(true);
  });

  test("as WebP loses what is hidden in a frame and in its colour profile", async () => {
    const webp = await sharp(await moving("webp"), { animated: true })
      .withIccProfile("p3")
      .webp({ lossless: true })
      .toBuffer();
    const hidden = Buffer.from("EXIF\x06\0\0\0secret", "latin1");
    const at = webp.indexOf("ANMF");
    const end = at + 8 + webp.readUInt32LE(at + 4);
    const frame = Buffer.concat([webp.subarray(at, end), hidden]);
    frame.writeUInt32LE(frame.length - 8, 4);
    const dirty = Buffer.concat([webp.subarray(0, at), frame, webp.subarray(end)]);
    dirty.writeUInt32LE(dirty.length - 8, 4);
    // The copyright of the colour profile, found by the profile's table of tags.
    const profile = dirty.indexOf("ICCP") + 8;
    const tag = dirty.indexOf("cprt", profile);
    dirty.write("secret", profile + dirty.readUInt32BE(tag + 4) + 12, "latin1");
    expect(dirty.toString("latin1").match(/secret/g)).toHaveLength(2);
    const clean = cleanWebp(dirty);
    expect(clean.includes("secret")).toBe(false);
    expect((await sharp(clean).metadata()).icc).toBeDefined();
    expect((await pixels(clean)).equals(await pixels(webp))).toBe(true);
  });

  test.each([5, 20, 60])("that is cut off after %s bytes is refused", async (length) => {
    const gif = await moving("gif");
    expect(() => cleanGif(gif.subarray(0, length))).toThrow();
    const webp = await moving("webp");
    expect(() => cleanWebp(webp.subarray(0, length)) && undefined).toSatisfy((run: () => unknown) => {
      try {
        run();
        return length < 60;
      } catch {
        return true;
      }
    });
  });
});
