const broken = () => new Error("the picture is damaged");

/**
 * Returns a GIF (GIF89a specification) with only its frames, their timing and the loop: without comments, and without
 * bytes after its end. Throws when the file is damaged.
 */
export function cleanGif(gif: Buffer): Buffer {
  const kept: Buffer[] = [];
  let at = 13 + colorTableBytes(byteAt(gif, 10));
  kept.push(gif.subarray(0, at));
  let hasPicture = false;
  for (;;) {
    const start = at;
    // Some programs leave the end marker out.
    const kind = at === gif.length && hasPicture ? 0x3b : byteAt(gif, at);
    if (kind === 0x3b) return Buffer.concat([...kept, Buffer.from([0x3b])]);
    if (kind === 0x2c) {
      at += 10 + colorTableBytes(byteAt(gif, at + 9)) + 1;
      at = afterBlocks(gif, at);
      kept.push(gif.subarray(start, at));
      hasPicture = true;
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

/**
 * Returns the offset after a chain of data sub-blocks. Each begins with its length, and an empty one ends the chain.
 */
function afterBlocks(gif: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const length = byteAt(gif, at);
    at += 1 + length;
    if (length === 0) return at;
  }
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw broken();
  return byte;
}
