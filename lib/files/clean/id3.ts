import type { FileHandle } from "node:fs/promises";
import { read, write, zero } from "./in-place.ts";
import { tellsPlace } from "./movie.ts";

const HEAD_BYTES = 10;
const TAGS_MAX = 100;
const TAG_BYTES_MAX = 64 * 1024 * 1024;
/** ID3v1 at the very end: its comment, and in version 1.1 behind it the number of the track. */
const OLD_BYTES = 128;
const OLD_COMMENT = { from: 97, to: 125 };
const APE_BYTES = 32;
const LYRICS_BYTES_MAX = 6 * 1024;
/** Titles, artists, numbers and dates of music, and its cover (ID3v2.2 to 2.4). Comments, objects, addresses, owners go. */
const KEPT =
  /^(TIT[123]|TPE[1-4]|TALB|TRCK|TPOS|TCON|TYER|TDRC|TDRL|TDOR|TORY|TLEN|TBPM|TKEY|TCOM|TEXT|TSRC|TCMP|TSO[APT2C]|TLAN|APIC|TT[123]|TP[1-4]|TAL|TRK|TPA|TCO|TYE|TLE|TBP|TKE|TCM|TXT|TCP|PIC|MLLT|RVA2|RVAD|CHAP|CTOC)$/;

/**
 * Takes out of an MP3, in place, what is said about it besides title, artist and cover: the tags before it (ID3v2) and
 * behind it (ID3v1, APE, Lyrics3). Where a tag cannot be read by its parts, all of it goes. The sound stays where it is.
 */
export async function cleanMp3(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  let at = 0;
  for (let count = 0; at + HEAD_BYTES <= size; count++) {
    if (count > TAGS_MAX) throw new Error("the sound is damaged");
    const end = await cleanTag(file, at, size);
    if (end === null) break;
    at = end;
  }
  await cleanEnd(file, at, size);
}

/** Where the tag that begins here ends; null when none does. */
async function cleanTag(file: FileHandle, at: number, size: number): Promise<number | null> {
  const head = await read(file, at, HEAD_BYTES);
  if (head.toString("latin1", 0, 3) !== "ID3") return null;
  const start = at + HEAD_BYTES;
  const end = Math.min(size, start + sevenBits(head, 6));
  const [version = 0, flags = 0] = [head[3], head[5]];
  // Unsynchronised, extended, or of a version to come: told apart by parts only with more than is worth it.
  if (flags !== 0 || version < 2 || version > 4 || end - start > TAG_BYTES_MAX) {
    await write(file, Buffer.from([0]), at + 5);
    await zero(file, start, end);
  } else {
    const tag = await read(file, start, end - start);
    cleanFrames(tag, version);
    await write(file, tag, start);
  }
  return end;
}

/** Turns what is not KEPT into a frame of somebody's own text that is empty, and what lies behind the last one into zeros. */
function cleanFrames(tag: Buffer, version: number): void {
  const head = version === 2 ? 6 : 10;
  let at = 0;
  while (at + head <= tag.length && tag[at] !== 0) {
    const name = tag.toString("latin1", at, at + (version === 2 ? 3 : 4));
    const length =
      version === 2 ? tag.readUIntBE(at + 3, 3) : version === 3 ? tag.readUInt32BE(at + 4) : sevenBits(tag, at + 4);
    const end = at + head + length;
    if (!/^[A-Z0-9]{3,4}$/.test(name) || end > tag.length) break;
    const isCover = name === "APIC" || name === "PIC";
    if (!KEPT.test(name) || (isCover && tellsPlace(tag.subarray(at, end)))) {
      tag.write(version === 2 ? "TXX" : "TXXX", at, "latin1");
      tag.fill(0, at + head, end);
      if (version > 2) tag.writeUInt16BE(0, at + 8);
    }
    at = end;
  }
  tag.fill(0, Math.min(at, tag.length));
}

async function cleanEnd(file: FileHandle, from: number, size: number): Promise<void> {
  let end = size;
  if (end - OLD_BYTES >= from) {
    const old = await read(file, end - OLD_BYTES, OLD_BYTES);
    if (old.toString("latin1", 0, 3) === "TAG") {
      await zero(file, end - OLD_BYTES + OLD_COMMENT.from, end - OLD_BYTES + OLD_COMMENT.to);
      end -= OLD_BYTES;
    }
  }
  const tail = await read(file, Math.max(from, end - LYRICS_BYTES_MAX), end - Math.max(from, end - LYRICS_BYTES_MAX));
  const foot = tail.subarray(-APE_BYTES);
  if (foot.toString("latin1", 0, 8) === "APETAGEX") {
    // Its size counts its items and this foot; the head, which may be missing, is as long as the foot.
    const hasHead = (foot.readUInt32LE(20) & 0x8000_0000) !== 0;
    const start = Math.max(from, end - foot.readUInt32LE(12) - (hasHead ? APE_BYTES : 0));
    await zero(file, start, end);
  } else if (/LYRICS(END|200)$/.test(tail.subarray(-9).toString("latin1"))) {
    const begin = tail.lastIndexOf("LYRICSBEGIN");
    if (begin >= 0) await zero(file, end - tail.length + begin, end);
  }
}

/** A number in four bytes of seven bits each. */
function sevenBits(bytes: Buffer, at: number): number {
  return bytes.subarray(at, at + 4).reduce((sum, byte) => sum * 128 + (byte & 127), 0);
}
