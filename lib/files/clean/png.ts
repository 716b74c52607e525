import { crc32, deflateSync, inflateSync } from "node:zlib";
import { cleanIcc } from "./icc.ts";

const broken = () => new Error("the picture is damaged");

const SIGNATURE_BYTES = 8;
/** The chunks that a PNG needs to be drawn: pixels, colours, physical size, and animation (APNG). */
const KEPT = new Set(
  "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs acTL fcTL fdAT".split(" "),
);
const PROFILE_BYTES_MAX = 4 * 1024 * 1024;

/** A PNG without texts, camera data and bytes after its end. `frames` is 1 for a PNG that does not move. */
export type CleanPng = { bytes: Buffer; frames: number };

/** Returns a PNG (W3C, third edition) with only the chunks in KEPT. Throws when the file is damaged. */
export function cleanPng(png: Buffer): CleanPng {
  const kept: Buffer[] = [png.subarray(0, SIGNATURE_BYTES)];
  let moves = false;
  let frames = 0;
  for (let at = SIGNATURE_BYTES; ; ) {
    if (at + 12 > png.length) throw broken();
    const length = png.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > png.length) throw broken();
    const name = png.toString("latin1", at + 4, at + 8);
    if (name === "acTL") moves = true;
    if (name === "fcTL") frames += 1;
    if (name === "iCCP") kept.push(cleanProfile(png.subarray(at + 8, end - 4)));
    else if (KEPT.has(name)) kept.push(png.subarray(at, end));
    if (name === "IEND") return { bytes: Buffer.concat(kept), frames: moves ? Math.max(1, frames) : 1 };
    at = end;
  }
}

/**
 * Cleans the colour profile and removes its name. A profile that cannot be read is removed; the picture is drawn
 * without it.
 */
function cleanProfile(body: Buffer): Buffer {
  try {
    const profile = cleanIcc(inflateSync(body.subarray(body.indexOf(0) + 2), { maxOutputLength: PROFILE_BYTES_MAX }));
    return profile
      ? toChunk("iCCP", Buffer.concat([Buffer.from("icc\0\0", "latin1"), deflateSync(profile)]))
      : Buffer.alloc(0);
  } catch {
    return Buffer.alloc(0);
  }
}

function toChunk(name: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + body.length);
  chunk.writeUInt32BE(body.length, 0);
  chunk.write(name, 4, "latin1");
  body.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length);
  return chunk;
}
