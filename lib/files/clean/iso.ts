import { type OpenFile, readBytes, writeBytes, zeroBytes } from "./file-bytes.ts";
import { cleanHead } from "./movie.ts";
import { type Extent, mergeExtents } from "./samples.ts";

const broken = () => new Error("the film is damaged");

/** The boxes that a file of ISO/IEC 14496-12 needs at its top level. Any other is blanked. */
const KEPT = new Set("ftyp styp moov moof mdat mfra sidx ssix prft pdin wide".split(" "));
/** A `moov` box is held in memory while it is cleaned; that of a film of two hours has 5 MB. */
const HEAD_BYTES_MAX = 64 * 1024 * 1024;
/** Enough for some hours of film with one box for each second. */
const BOXES_MAX = 50_000;

type Top = { type: string; at: number; start: number; end: number };

/**
 * Removes from an MP4, QuickTime or M4A file, in place, its metadata: texts, dates, authors, programs, and tracks with
 * the camera's positions. All bytes keep their offsets, so it plays as before. Throws when the file is damaged.
 */
export async function cleanIso(file: OpenFile): Promise<void> {
  const { size } = await file.stat();
  const tops = await topsOf(file, size);
  const data = tops.filter(({ type }) => type === "mdat");
  for (const top of tops) {
    if (top.type === "moov" || top.type === "moof") await zeroParts(file, await cleanTop(file, top), data);
    else if (!KEPT.has(top.type)) {
      await writeBytes(file, Buffer.from("free", "latin1"), top.at + 4);
      await zeroBytes(file, top.start, top.end);
    }
  }
}

async function topsOf(file: OpenFile, size: number): Promise<Top[]> {
  const tops: Top[] = [];
  for (let at = 0; at + 8 <= size; ) {
    const head = await readBytes(file, at, Math.min(16, size - at));
    const said = head.readUInt32BE(0);
    const type = head.toString("latin1", 4, 8);
    if (said === 1 && head.length < 16) throw broken();
    const length = said === 1 ? Number(head.readBigUInt64BE(8)) : said === 0 ? size - at : said;
    const start = at + (said === 1 ? 16 : 8);
    // A recording that was interrupted ends inside its `mdat` box.
    const end = type === "mdat" ? Math.min(size, at + length) : at + length;
    if (end < start || end > size || tops.length > BOXES_MAX) throw broken();
    tops.push({ type, at, start, end });
    at = end;
  }
  return tops;
}

async function cleanTop(file: OpenFile, { type, start, end }: Top): Promise<Extent[]> {
  if (end - start > HEAD_BYTES_MAX) throw broken();
  const head = await readBytes(file, start, end - start);
  const hidden = cleanHead(head, type, 0, head.length);
  await writeBytes(file, head, start);
  return hidden;
}

/** Overwrites `parts` with zeros where they lie inside `mdat` boxes. Both lists are sorted, so one pass suffices. */
async function zeroParts(file: OpenFile, parts: Extent[], data: Top[]): Promise<void> {
  let at = 0;
  for (const { from, to } of mergeExtents(parts)) {
    while (at < data.length && (data[at]?.end ?? 0) <= from) at += 1;
    for (let n = at; n < data.length && (data[n]?.start ?? 0) < to; n++)
      await zeroBytes(file, Math.max(from, data[n]?.start ?? 0), Math.min(to, data[n]?.end ?? 0));
  }
}
