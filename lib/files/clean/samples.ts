import { type Box, listBoxes } from "./boxes.ts";

/** A part of a file, in bytes from its beginning; `to` is exclusive. */
export type Extent = { from: number; to: number };

/** A film of a day with one chunk per second has fewer extents. */
const EXTENTS_MAX = 100_000;

/**
 * Returns the extents sorted and merged, so that each byte is in one of them: overlapping extents would cost more than
 * the file has bytes.
 */
export function mergeExtents(parts: readonly Extent[]): Extent[] {
  const whole: Extent[] = [];
  for (const { from, to } of parts.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else whole.push({ from, to });
  }
  return whole;
}

/** Returns the extents of a track's samples (ISO/IEC 14496-12, 8.7): its chunks, each with the samples in it. */
export function sampleExtents(bytes: Buffer, trak: Box): Extent[] {
  const tables = new Map<string, Box>();
  toLocalPath(bytes, trak, tables, 0);
  const places = placesOf(bytes, tables);
  const sizes = sizesOf(bytes, tables);
  const perChunk = chunksOf(bytes, tables);
  let sample = 0;
  return places.map((from, chunk) => {
    const count = perChunk(chunk + 1);
    const to = from + sizes(sample, count);
    sample += count;
    return { from, to };
  });
}

function toLocalPath(bytes: Buffer, { start, end }: Box, into: Map<string, Box>, depth: number): void {
  for (const box of listBoxes(bytes, start, end)) {
    if (["mdia", "minf", "stbl"].includes(box.type) && depth < 3) toLocalPath(bytes, box, into, depth + 1);
    else into.set(box.type, box);
  }
}

function placesOf(bytes: Buffer, tables: Map<string, Box>): number[] {
  const [narrow, wide] = [tables.get("stco"), tables.get("co64")];
  const table = narrow ?? wide;
  if (!table) return [];
  const size = narrow ? 4 : 8;
  const count = Math.min(bytes.readUInt32BE(table.start + 4), Math.floor((table.end - table.start - 8) / size));
  if (count > EXTENTS_MAX) throw new Error("the film has more pieces than it can have");
  return Array.from({ length: count }, (_, n) => {
    const at = table.start + 8 + n * size;
    return narrow ? bytes.readUInt32BE(at) : Number(bytes.readBigUInt64BE(at));
  });
}

/** Returns a function that gives the bytes of `count` samples from the sample number `first` on. */
function sizesOf(bytes: Buffer, tables: Map<string, Box>): (first: number, count: number) => number {
  const table = tables.get("stsz");
  if (!table) return () => 0;
  const same = bytes.readUInt32BE(table.start + 4);
  const known = Math.floor((table.end - table.start - 12) / 4);
  return (first, count) => {
    if (same > 0) return same * count;
    let sum = 0;
    for (let n = first; n < Math.min(first + count, known); n++) sum += bytes.readUInt32BE(table.start + 12 + n * 4);
    return sum;
  };
}

/**
 * Returns a function that gives the number of samples in a chunk. It must be called for chunk 1, 2, 3 and so on,
 * because the table lists only the chunks where the number changes.
 */
function chunksOf(bytes: Buffer, tables: Map<string, Box>): (chunk: number) => number {
  const table = tables.get("stsc");
  if (!table) return () => 0;
  const runs = Math.min(bytes.readUInt32BE(table.start + 4), Math.floor((table.end - table.start - 8) / 12));
  const at = (run: number, field: number) => bytes.readUInt32BE(table.start + 8 + run * 12 + field);
  let run = 0;
  return (chunk) => {
    while (run + 1 < runs && chunk >= at(run + 1, 0)) run += 1;
    return runs === 0 ? 0 : at(run, 4);
  };
}
