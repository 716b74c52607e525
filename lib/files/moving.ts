// What else than a picture is in an animated GIF or WebP is left out without decoding it: comments, camera data,
// places, and whatever stands after the end. The picture itself stays as it is, byte by byte.

const broken = () => new Error("the picture is damaged");

/** A GIF (GIF89a specification) with its frames, their timing and the loop, and nothing else. */
export function cleanGif(gif: Buffer): Buffer {
  const kept: Buffer[] = [];
  let at = 13 + colorTableBytes(byteAt(gif, 10));
  kept.push(gif.subarray(0, at));
  for (;;) {
    const start = at;
    const kind = byteAt(gif, at);
    if (kind === 0x3b) return Buffer.concat([...kept, Buffer.from([0x3b])]);
    if (kind === 0x2c) {
      at += 10 + colorTableBytes(byteAt(gif, at + 9)) + 1;
      at = afterBlocks(gif, at);
      kept.push(gif.subarray(start, at));
    } else if (kind === 0x21) {
      const label = byteAt(gif, at + 1);
      at = afterBlocks(gif, at + 2);
      const isTiming = label === 0xf9;
      const isLoop =
        label === 0xff && /^(NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(gif.toString("latin1", start + 3, start + 14));
      if (isTiming || isLoop) kept.push(gif.subarray(start, at));
    } else throw broken();
  }
}

function colorTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Behind a chain of blocks, each with its length before it, that ends with an empty one. */
function afterBlocks(gif: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const length = byteAt(gif, at);
    at += 1 + length;
    if (length === 0) return at;
  }
}

const WEBP_KEPT = new Set(["VP8X", "ANIM", "ANMF", "ALPH", "ICCP", "VP8 ", "VP8L"]);
/** In VP8X: whether there is camera data (Exif) and whether there is XMP. */
const WEBP_METADATA_FLAGS = 0b0000_1100;

/** A WebP (its container specification) with its frames, transparency, timing and colours, and nothing else. */
export function cleanWebp(webp: Buffer): Buffer {
  const end = Math.min(webp.length, 8 + webp.readUInt32LE(4));
  const kept: Buffer[] = [];
  for (let at = 12; at + 8 <= end; ) {
    const name = webp.toString("latin1", at, at + 4);
    const length = webp.readUInt32LE(at + 4);
    const next = at + 8 + length + (length & 1);
    if (at + 8 + length > end) throw broken();
    if (WEBP_KEPT.has(name)) {
      const chunk = Buffer.from(webp.subarray(at, next));
      if (name === "VP8X") chunk[8] = (chunk[8] ?? 0) & ~WEBP_METADATA_FLAGS;
      kept.push(chunk);
    }
    at = next;
  }
  const body = Buffer.concat(kept);
  const head = Buffer.alloc(12);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(4 + body.length, 4);
  head.write("WEBP", 8, "latin1");
  return Buffer.concat([head, body]);
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw broken();
  return byte;
}
