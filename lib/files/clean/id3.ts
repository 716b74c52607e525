import { type OpenFile, readBytes, writeBytes, zeroBytes } from "./file-bytes.ts";
import { hasCameraData } from "./movie.ts";

const HEAD_BYTES = 10;
const TAGS_MAX = 100;
const TAG_BYTES_MAX = 64 * 1024 * 1024;
/** ID3v1 is the last 128 bytes of the file. Its comment field holds in version 1.1 the track number too. */
const OLD_BYTES = 128;
const OLD_COMMENT = { from: 97, to: 125 };
const APE_BYTES = 32;
const LYRICS_BYTES_MAX = 6 * 1024;
/**
 * The frames that are kept (ID3v2.2 to 2.4): titles, artists, numbers, dates and the cover. Comments, objects,
 * addresses and owners are removed.
 */
const KEPT =
  /^(TIT[123]|TPE[1-4]|TALB|TRCK|TPOS|TCON|TYER|TDRC|TDRL|TDOR|TORY|TLEN|TBPM|TKEY|TCOM|TEXT|TSRC|TCMP|TSO[APT2C]|TLAN|APIC|TT[123]|TP[1-4]|TAL|TRK|TPA|TCO|TYE|TLE|TBP|TKE|TCM|TXT|TCP|PIC|MLLT|RVA2|RVAD|CHAP|CTOC)$/;

/**
 * Removes from an MP3, in place, all metadata except title, artist and cover: the tag before the sound (ID3v2) and the
 * tags after it (ID3v1, APE, Lyrics3). A tag whose frames cannot be read is removed completely. The sound stays at its
 * offset.
 */
export async function cleanMp3(file: OpenFile): Promise<void> {
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

/** Cleans the tag that begins at `at`. Returns the offset of its end, or null when no tag begins there. */
async function cleanTag(file: OpenFile, at: number, size: number): Promise<number | null> {
  const head = await readBytes(file, at, HEAD_BYTES);
  if (head.toString("latin1", 0, 3) !== "ID3") return null;
  const start = at + HEAD_BYTES;
  const end = Math.min(size, start + sevenBits(head, 6));
  const [version = 0, flags = 0] = [head[3], head[5]];
  // A tag that is unsynchronised, extended, too long or of an unknown version is removed completely, because reading
  // its frames is not worth the code.
  if (flags !== 0 || version < 2 || version > 4 || end - start > TAG_BYTES_MAX) {
    await writeBytes(file, Buffer.from([0]), at + 5);
    await zeroBytes(file, start, end);
  } else {
    const tag = await readBytes(file, start, end - start);
    cleanFrames(tag, version);
    await writeBytes(file, tag, start);
  }
  return end;
}

/** Turns each frame that is not in KEPT into an empty private frame, and the bytes after the last frame into zeros. */
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
    if (!KEPT.test(name) || (isCover && hasCameraData(tag.subarray(at, end)))) {
      tag.write(version === 2 ? "TXX" : "TXXX", at, "latin1");
      tag.fill(0, at + head, end);
      if (version > 2) tag.writeUInt16BE(0, at + 8);
    }
    at = end;
  }
  tag.fill(0, Math.min(at, tag.length));
}

async function cleanEnd(file: OpenFile, from: number, size: number): Promise<void> {
  let end = size;
  if (end - OLD_BYTES >= from) {
    const old = await readBytes(file, end - OLD_BYTES, OLD_BYTES);
    if (old.toString("latin1", 0, 3) === "TAG") {
      await zeroBytes(file, end - OLD_BYTES + OLD_COMMENT.from, end - OLD_BYTES + OLD_COMMENT.to);
      end -= OLD_BYTES;
    }
  }
  const tail = await readBytes(
    file,
    Math.max(from, end - LYRICS_BYTES_MAX),
    end - Math.max(from, end - LYRICS_BYTES_MAX),
  );
  const foot = tail.subarray(-APE_BYTES);
  if (foot.toString("latin1", 0, 8) === "APETAGEX") {
    // The size in the footer counts the items and the footer; the header, which may be missing, is as long as the
    // footer.
    const hasHead = (foot.readUInt32LE(20) & 0x8000_0000) !== 0;
    const start = Math.max(from, end - foot.readUInt32LE(12) - (hasHead ? APE_BYTES : 0));
    await zeroBytes(file, start, end);
  } else if (/LYRICS(END|200)$/.test(tail.subarray(-9).toString("latin1"))) {
    const begin = tail.lastIndexOf("LYRICSBEGIN");
    if (begin >= 0) await zeroBytes(file, end - tail.length + begin, end);
  }
}

/** Reads a number of four bytes with seven bits each (an ID3v2 "synchsafe integer"). */
function sevenBits(bytes: Buffer, at: number): number {
  return bytes.subarray(at, at + 4).reduce((sum, byte) => sum * 128 + (byte & 127), 0);
}
