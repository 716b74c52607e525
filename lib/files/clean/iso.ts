import type { FileHandle } from "node:fs/promises";
import { read, write, zero } from "./in-place.ts";
import { cleanHead } from "./movie.ts";
import { type Extent, merged } from "./samples.ts";

const broken = () => new Error("the film is damaged");

/** What a file of ISO/IEC 14496-12 is made of. Whatever else lies at its top is blanked. */
const KEPT = new Set("ftyp styp moov moof mdat mfra sidx ssix prft pdin wide".split(" "));
/** A head is held whole while it is cleaned; that of two hours of film has 5 MB. */
const HEAD_BYTES_MAX = 64 * 1024 * 1024;
/** A second of film in each, for some hours. */
const BOXES_MAX = 50_000;

type Top = { type: string; at: number; start: number; end: number };

/**
 * Takes out of an MP4, QuickTime or M4A file, in place, where and by whom and with what it was made: words, days, and the
 * tracks that follow the camera. Nothing moves, so that it plays as before. Throws when it is damaged.
 */
export async function cleanIso(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  const tops = await topsOf(file, size);
  const data = tops.filter(({ type }) => type === "mdat");
  for (const top of tops) {
    if (top.type === "moov" || top.type === "moof") await zeroParts(file, await cleanTop(file, top), data);
    else if (!KEPT.has(top.type)) {
      await write(file, Buffer.from("free", "latin1"), top.at + 4);
      await zero(file, top.start, top.end);
    }
  }
}

async function topsOf(file: FileHandle, size: number): Promise<Top[]> {
  const tops: Top[] = [];
  for (let at = 0; at + 8 <= size; ) {
    const head = await read(file, at, Math.min(16, size - at));
    const said = head.readUInt32BE(0);
    const type = head.toString("latin1", 4, 8);
    if (said === 1 && head.length < 16) throw broken();
    const length = said === 1 ? Number(head.readBigUInt64BE(8)) : said === 0 ? size - at : said;
    const start = at + (said === 1 ? 16 : 8);
    // A recording that was cut off ends in its pictures.
    const end = type === "mdat" ? Math.min(size, at + length) : at + length;
    if (end < start || end > size || tops.length > BOXES_MAX) throw broken();
    tops.push({ type, at, start, end });
    at = end;
  }
  return tops;
}

async function cleanTop(file: FileHandle, { type, start, end }: Top): Promise<Extent[]> {
  if (end - start > HEAD_BYTES_MAX) throw broken();
  const head = await read(file, start, end - start);
  const hidden = cleanHead(head, type, 0, head.length);
  await write(file, head, start);
  return hidden;
}

/** Zeros for these parts, as far as they lie among the samples and not in a head. Both go forward, so that it is one walk. */
async function zeroParts(file: FileHandle, parts: Extent[], data: Top[]): Promise<void> {
  let at = 0;
  for (const { from, to } of merged(parts)) {
    while (at < data.length && (data[at]?.end ?? 0) <= from) at += 1;
    for (let n = at; n < data.length && (data[n]?.start ?? 0) < to; n++)
      await zero(file, Math.max(from, data[n]?.start ?? 0), Math.min(to, data[n]?.end ?? 0));
  }
}
