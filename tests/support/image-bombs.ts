// Small images that claim or contain more pixels than the server may decode. Their headers follow the formats.
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { picture } from "./upload-files.ts";

const HUGE = 30_000;

/** One chunk of a PNG. */
export function pngChunk(name: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + body.length);
  chunk.writeUInt32BE(body.length, 0);
  chunk.write(name, 4, "latin1");
  body.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length);
  return chunk;
}

/** The chunks of a PNG, with their names. */
export function pngChunks(png: Buffer): { name: string; body: Buffer }[] {
  const chunks = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    chunks.push({
      name: png.toString("latin1", at + 4, at + 8),
      body: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)),
    });
  return chunks;
}

/** An animated PNG whose frames have different colours. */
export async function movingPng(frames: number, width = 24, height = 16): Promise<Buffer> {
  const u32 = (...numbers: number[]) => Buffer.concat(numbers.map((number) => Buffer.from(toBytes(number))));
  const parts: Buffer[] = [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])];
  let sequence = 0;
  for (let n = 0; n < frames; n++) {
    const background = { r: (n * 90) % 256, g: 80, b: 200 };
    const png = await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer();
    const chunks = pngChunks(png);
    const pixels = chunks.filter(({ name }) => name === "IDAT").map(({ body }) => body);
    if (n === 0) parts.push(pngChunk("IHDR", chunks[0]?.body ?? Buffer.alloc(0)), pngChunk("acTL", u32(frames, 0)));
    const timing = Buffer.from([0, 10, 0, 100, 0, 0]);
    parts.push(pngChunk("fcTL", Buffer.concat([u32(sequence++, width, height, 0, 0), timing])));
    for (const body of pixels)
      parts.push(n === 0 ? pngChunk("IDAT", body) : pngChunk("fdAT", Buffer.concat([u32(sequence++), body])));
  }
  return Buffer.concat([...parts, pngChunk("IEND", Buffer.alloc(0))]);
}

function toBytes(number: number): number[] {
  return [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255];
}

/** Images of a few hundred bytes, keyed by the ending of a file name. */
export const BOMBS: Record<string, () => Promise<Buffer>> = {
  "png, one picture": async () => {
    const png = await picture("png", 8, 8);
    png.writeUInt32BE(HUGE, 16);
    png.writeUInt32BE(HUGE, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    return png;
  },
  "png, many frames": async () => {
    const png = await movingPng(2, 1000, 1000);
    const [head, control, timing, pixels] = pngChunks(png);
    if (!head || !control || !timing || !pixels) throw new Error("not an animation");
    const frames = Array.from({ length: 70 }, () => pngChunk("fcTL", timing.body));
    const whole = [pngChunk("IHDR", head.body), pngChunk("acTL", control.body), ...frames];
    return Buffer.concat([
      png.subarray(0, 8),
      ...whole,
      pngChunk("IDAT", pixels.body),
      pngChunk("IEND", Buffer.alloc(0)),
    ]);
  },
  "jpg, one picture": async () => {
    const jpeg = await picture("jpeg", 8, 8);
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(HUGE, frame + 5);
    jpeg.writeUInt16BE(HUGE, frame + 7);
    return jpeg;
  },
  "gif, one picture": async () => {
    const gif = await picture("gif", 8, 8);
    gif.writeUInt16LE(HUGE, 6);
    gif.writeUInt16LE(HUGE, 8);
    return gif;
  },
  "gif, many frames": async () => {
    const gif = await picture("gif", 400, 400);
    const start = gif.indexOf(Buffer.from([0x21, 0xf9]));
    const frame = gif.subarray(start, gif.length - 1);
    return Buffer.concat([gif.subarray(0, start), ...Array.from({ length: 500 }, () => frame), Buffer.from([0x3b])]);
  },
  "webp, many frames": async () => {
    const frames = await Promise.all(
      ["#d33", "#33d"].map((background) =>
        sharp({ create: { width: 500, height: 500, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const webp = await sharp(frames, { join: { animated: true } })
      .webp({ effort: 0, loop: 0 })
      .toBuffer();
    const first = webp.indexOf("ANMF");
    const second = webp.indexOf("ANMF", first + 4);
    const repeated = Array.from({ length: 300 }, () => webp.subarray(first, second));
    const bomb = Buffer.concat([webp.subarray(0, first), ...repeated, webp.subarray(second)]);
    bomb.writeUInt32LE(bomb.length - 8, 4);
    return bomb;
  },
  "avif, one picture": async () => {
    const avif = await picture("avif", 8, 8);
    const size = avif.indexOf("ispe");
    avif.writeUInt32BE(7990, size + 8);
    avif.writeUInt32BE(7990, size + 12);
    return avif;
  },
};
