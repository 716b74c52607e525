import { cleanIcc } from "./icc.ts";

const broken = () => new Error("the picture is damaged");

const KEPT = new Set(["VP8X", "ANIM", "ANMF", "ALPH", "ICCP", "VP8 ", "VP8L"]);
const KEPT_IN_FRAME = new Set(["ALPH", "VP8 ", "VP8L"]);
/** The bytes of a frame (ANMF) before its sub-chunks: its position and duration. */
const FRAME_HEAD_BYTES = 16;
/** The flags of VP8X that announce camera data (Exif), XMP, and a colour profile. */
const EXIF_AND_XMP = 0b0000_1100;
const PROFILE = 0b0010_0000;

/**
 * Returns a WebP (its container specification) with only its frames, transparency, timing and colours; chunks inside
 * frames and the colour profile are cleaned too. Throws when the file is damaged.
 */
export function cleanWebp(webp: Buffer): Buffer {
  if (webp.length < 12) throw broken();
  const chunks: Buffer[] = [];
  let head: Buffer | null = null;
  let hasProfile = false;
  for (const { name, body } of chunksOf(webp, 12, Math.min(webp.length, 8 + webp.readUInt32LE(4)))) {
    if (!KEPT.has(name)) continue;
    const clean = cleanBody(name, body);
    if (clean === null || (name === "VP8X" && clean.length === 0)) continue;
    const chunk = toChunk(name, clean);
    if (name === "VP8X") head = chunk;
    if (name === "ICCP") hasProfile = true;
    chunks.push(chunk);
  }
  if (head) head[8] = (head[8] ?? 0) & ~EXIF_AND_XMP & ~(hasProfile ? 0 : PROFILE);
  const body = Buffer.concat(chunks);
  return toChunk("RIFF", Buffer.concat([Buffer.from("WEBP", "latin1"), body]));
}

function cleanBody(name: string, body: Buffer): Buffer | null {
  if (name === "ICCP") return cleanIcc(body);
  if (name !== "ANMF") return body;
  if (body.length < FRAME_HEAD_BYTES) throw broken();
  const parts = [...chunksOf(body, FRAME_HEAD_BYTES, body.length)].filter((part) => KEPT_IN_FRAME.has(part.name));
  return Buffer.concat([body.subarray(0, FRAME_HEAD_BYTES), ...parts.map((part) => toChunk(part.name, part.body))]);
}

function* chunksOf(bytes: Buffer, from: number, end: number): Generator<{ name: string; body: Buffer }> {
  for (let at = from; at + 8 <= end; ) {
    const length = bytes.readUInt32LE(at + 4);
    if (at + 8 + length > end) throw broken();
    yield { name: bytes.toString("latin1", at, at + 4), body: bytes.subarray(at + 8, at + 8 + length) };
    at += 8 + length + (length & 1);
  }
}

function toChunk(name: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(8 + body.length + (body.length & 1));
  chunk.write(name, 0, "latin1");
  chunk.writeUInt32LE(body.length, 4);
  body.copy(chunk, 8);
  return chunk;
}
