import { type Box, boxesIn } from "./boxes.ts";

/** A part of a file, in bytes from its beginning. */
export type Extent = { from: number; to: number };

/** A film of a day with a piece each second has fewer. */
const EXTENTS_MAX = 100_000;

/** The same parts, each byte once, in their order: parts that lie over each other would cost more than the file has bytes. */
export function merged(parts: readonly Extent[]): Extent[] {
  const whole: Extent[] = [];
  for (const { from, to } of parts.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else whole.push({ from, to });
  }
  return whole;
}

/** Where the samples of a track are (ISO/IEC 14496-12, 8.7): its chunks, each with the samples that it has. */
export function samplesOf(bytes: Buffer, trak: Box): Extent[] {
  const tables = new Map<string, Box>();
  collect(bytes, trak, tables, 0);
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

function collect(bytes: Buffer, { start, end }: Box, into: Map<string, Box>, depth: number): void {
  for (const box of boxesIn(bytes, start, end)) {
    if (["mdia", "minf", "stbl"].includes(box.type) && depth < 3) collect(bytes, box, into, depth + 1);
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

/** How many bytes so many samples take, from one on. */
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

/** How many samples a chunk has, asked for one after the other from 1 on: the table says from which on how many. */
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
