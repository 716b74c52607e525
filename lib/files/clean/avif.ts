import { type Box, blankBox, listBoxes } from "./boxes.ts";
import { cleanIcc } from "./icc.ts";
import { cleanHead } from "./movie.ts";
import { type Extent, mergeExtents } from "./samples.ts";

const broken = () => new Error("the picture is damaged");

const TOP_KEPT = new Set(["ftyp", "meta", "mdat", "moov"]);
const META_KEPT = new Set(["hdlr", "pitm", "iloc", "iinf", "iref", "iprp", "idat", "grpl"]);
const PROPERTIES_KEPT = new Set(
  "ispe pixi av1C colr auxC irot imir pasp clap a1lx a1op lsel clli mdcv cclv amve reve ndwt".split(" "),
);
/**
 * The item types that are pictures or that pictures are composed of. Items of other types are Exif, XMP and the like.
 */
const PICTURES = new Set(["av01", "grid", "iovl", "iden", "tmap"]);
const ITEMS_MAX = 1000;

type Item = { type: string; extents: { from: number; to: number; inIdat: boolean }[] };

/**
 * Returns a copy of an AVIF (HEIF, ISO/IEC 23008-12) of the same length in which texts, camera data and positions are
 * overwritten by zeros; the picture is not decoded. `pixels` is the sum over all coded parts, which determines what
 * decoding costs; `moves` says that it is an image sequence. Throws when the file is damaged.
 */
export function cleanAvif(avif: Buffer): { bytes: Buffer; pixels: number; moves: boolean } {
  const bytes = Buffer.from(avif);
  const top = [...listBoxes(bytes, 0, bytes.length)];
  const meta = top.find(({ type }) => type === "meta");
  if (!meta) throw broken();
  const parts = [...listBoxes(bytes, meta.start + 4, meta.end)];
  const items = readItems(bytes, parts);
  const moves = top.some(({ type }) => type === "moov");
  for (const box of top) {
    if (!TOP_KEPT.has(box.type)) blankBox(bytes, box);
    else if (box.type === "moov") cleanHead(bytes, "moov", box.start, box.end);
    // The frames of an image sequence are found by other tables, so only its items that are not pictures are
    // overwritten below.
    else if (box.type === "mdat" && !moves) zeroAround(bytes, box, extentsOf(items, true, false));
  }
  const idat = parts.find(({ type }) => type === "idat");
  if (idat) zeroAround(bytes, idat, extentsOf(items, true, true, idat.start));
  if (moves) for (const { from, to } of mergeExtents(extentsOf(items, false, false))) bytes.fill(0, from, to);
  for (const box of parts) if (!META_KEPT.has(box.type)) blankBox(bytes, box);
  const pixels = cleanProperties(bytes, parts, items);
  return { bytes, pixels, moves };
}

/**
 * Returns the extents of the picture items, or of the others: in the file, or in the `idat` box that begins at `base`.
 */
function extentsOf(items: Map<number, Item>, isPicture: boolean, inIdat: boolean, base = 0): Extent[] {
  return [...items.values()]
    .filter(({ type }) => PICTURES.has(type) === isPicture)
    .flatMap(({ extents }) => extents.filter((extent) => extent.inIdat === inIdat))
    .map(({ from, to }) => ({ from: from + base, to: to + base }));
}

function zeroAround(bytes: Buffer, { start, end }: Box, kept: Extent[]): void {
  let at = start;
  for (const { from, to } of mergeExtents(kept)) {
    if (to <= start || from >= end) continue;
    if (from > at) bytes.fill(0, at, from);
    at = Math.max(at, to);
  }
  if (at < end) bytes.fill(0, at, end);
}

function readItems(bytes: Buffer, parts: Box[]): Map<number, Item> {
  const items = new Map<number, Item>();
  const iinf = parts.find(({ type }) => type === "iinf");
  const iloc = parts.find(({ type }) => type === "iloc");
  if (!iinf || !iloc) throw broken();
  const version = bytes.readUInt8(iinf.start);
  for (const { type, start, end } of listBoxes(bytes, iinf.start + 4 + (version === 0 ? 2 : 4), iinf.end)) {
    if (type !== "infe") continue;
    const isWide = bytes.readUInt8(start) >= 3;
    const at = start + 4 + (isWide ? 4 : 2) + 2;
    const id = isWide ? bytes.readUInt32BE(start + 4) : bytes.readUInt16BE(start + 4);
    items.set(id, { type: bytes.toString("latin1", at, at + 4), extents: [] });
    // The item's name and everything else after its type.
    if (PICTURES.has(bytes.toString("latin1", at, at + 4))) bytes.fill(0, at + 4, end);
    if (items.size > ITEMS_MAX) throw broken();
  }
  readPlaces(bytes, iloc, items);
  return items;
}

/** Reads the item location box (`iloc`, 8.11.3). */
function readPlaces(bytes: Buffer, { start, end }: Box, items: Map<number, Item>): void {
  let at = start;
  const next = (size: number): number => {
    if (at + size > end || ![0, 2, 4, 8].includes(size)) throw broken();
    const value = size === 0 ? 0 : size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size);
    at += size;
    return value;
  };
  const version = next(4 as never) >>> 24;
  const sizes = next(2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15];
  const count = next(version < 2 ? 2 : 4);
  for (let n = 0; n < count; n++) {
    const item = items.get(next(version < 2 ? 2 : 4));
    const method = version > 0 ? next(2) & 15 : 0;
    const isElsewhere = next(2) !== 0;
    if (method > 1 || isElsewhere) throw broken();
    const base = next(baseSize);
    const extents = next(2);
    for (let i = 0; i < extents; i++) {
      if (version > 0) next(indexSize);
      const from = base + next(offsetSize);
      const length = next(lengthSize);
      if (from + length > bytes.length || length === 0) throw broken();
      item?.extents.push({ from, to: from + length, inIdat: method === 1 });
    }
  }
}

/** Overwrites texts among the item properties. Returns the sum of the pixels of all coded items. */
function cleanProperties(bytes: Buffer, parts: Box[], items: Map<number, Item>): number {
  const iprp = parts.find(({ type }) => type === "iprp");
  if (!iprp) throw broken();
  const sizes = new Map<number, number>();
  const inside = [...listBoxes(bytes, iprp.start, iprp.end)];
  const ipco = inside.find(({ type }) => type === "ipco");
  if (!ipco) throw broken();
  let index = 0;
  for (const box of listBoxes(bytes, ipco.start, ipco.end)) {
    index += 1;
    if (box.type === "ispe") sizes.set(index, bytes.readUInt32BE(box.start + 4) * bytes.readUInt32BE(box.start + 8));
    if (box.type === "colr") cleanColour(bytes, box);
    else if (!PROPERTIES_KEPT.has(box.type)) blankBox(bytes, box);
  }
  let pixels = 0;
  for (const { id, property } of associations(bytes, inside))
    if (items.get(id)?.type === "av01") pixels += sizes.get(property) ?? 0;
  return pixels;
}

function cleanColour(bytes: Buffer, { start, end }: Box): void {
  if (!/^(prof|rICC)$/.test(bytes.toString("latin1", start, start + 4))) return;
  const profile = cleanIcc(bytes.subarray(start + 4, end));
  if (profile === null) throw broken();
  profile.copy(bytes, start + 4);
}

/** Yields which items have which properties, from the item property association box (`ipma`, 8.11.14). */
function* associations(bytes: Buffer, inside: Box[]): Generator<{ id: number; property: number }> {
  for (const { type, start, end } of inside) {
    if (type !== "ipma") continue;
    const version = bytes.readUInt8(start);
    const isWide = (bytes.readUInt8(start + 3) & 1) === 1;
    let at = start + 8;
    for (let left = bytes.readUInt32BE(start + 4); left > 0; left--) {
      const idSize = version < 1 ? 2 : 4;
      if (at + idSize + 1 > end) throw broken();
      const id = bytes.readUIntBE(at, idSize);
      const count = bytes.readUInt8(at + idSize);
      at += idSize + 1;
      if (at + count * (isWide ? 2 : 1) > end) throw broken();
      for (let n = 0; n < count; n++, at += isWide ? 2 : 1)
        yield { id, property: isWide ? bytes.readUInt16BE(at) & 0x7fff : bytes.readUInt8(at) & 0x7f };
    }
  }
}
