import { type Box, blankBox, listBoxes } from "./boxes.ts";
import { type Extent, sampleExtents } from "./samples.ts";

/**
 * The boxes that a player needs (ISO/IEC 14496-12, QuickTime File Format), by their parent box. Any other is blanked.
 */
const KEPT: Readonly<Record<string, ReadonlySet<string>>> = {
  moov: names("mvhd trak mvex iods clip ctab udta meta"),
  trak: names("tkhd tapt clip matt edts tref txas load imap mdia trgr"),
  mdia: names("mdhd hdlr elng minf"),
  minf: names("vmhd smhd hmhd sthd nmhd gmhd hdlr dinf stbl"),
  dinf: names("dref"),
  stbl: names("stsd stts ctts cslg stsc stsz stz2 stco co64 stss stsh padb stdp sdtp sbgp sgpd subs saiz saio stps"),
  edts: names("elst"),
  moof: names("mfhd traf pssh"),
  traf: names("tfhd tfdt trun sdtp sbgp sgpd subs saiz saio senc"),
};
/** The boxes whose children are cleaned too. */
const LISTS = names("trak mdia minf dinf stbl edts traf");
/** The handler types of tracks that are seen, heard or read. Other tracks hold the camera's positions and movements. */
const SHOWN_TRACKS = names("vide soun text sbtl subt subp clcp tmcd pict auxv");
/** The metadata that players show of music: its title, its artist and its cover. */
const MUSIC = /^(©nam|©ART|©alb|aART|©wrt|©gen|gnre|trkn|disk|tmpo|cpil|pgap|covr)$/;
const DEPTH_MAX = 12;

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/**
 * Blanks, in place, the metadata of a movie's or fragment's header: places, comments, programs, dates. `type` is `moov`
 * or `moof`. Returns the extents of the samples of removed tracks.
 */
export function cleanHead(bytes: Buffer, type: string, from: number, to: number): Extent[] {
  return cleanList(bytes, type, from, to, 0);
}

function cleanList(bytes: Buffer, parent: string, from: number, to: number, depth: number): Extent[] {
  if (depth > DEPTH_MAX) throw new Error("the film is damaged");
  const hidden: Extent[] = [];
  for (const box of listBoxes(bytes, from, to)) {
    if (!KEPT[parent]?.has(box.type)) blankBox(bytes, box);
    else if (box.type === "udta" || box.type === "meta") cleanWords(bytes, box);
    else if (box.type === "trak" && !isShown(bytes, box)) {
      hidden.push(...sampleExtents(bytes, box));
      blankBox(bytes, box);
    } else if (LISTS.has(box.type)) hidden.push(...cleanList(bytes, box.type, box.start, box.end, depth + 1));
    else cleanLeaf(bytes, box);
  }
  return hidden;
}

function cleanLeaf(bytes: Buffer, { type, start, end }: Box): void {
  // The creation and modification times follow version and flags; they are wider in version 1.
  if (type === "mvhd" || type === "tkhd" || type === "mdhd")
    bytes.fill(0, start + 4, Math.min(end, start + 4 + (bytes.readUInt8(start) === 1 ? 16 : 8)));
  // The name of the program or device that made the track.
  if (type === "hdlr") bytes.fill(0, Math.min(end, start + 24), end);
  // Data references: QuickTime writes the names of disks and folders there.
  if (type === "dref")
    for (const entry of listBoxes(bytes, start + 8, end))
      bytes.fill(0, Math.min(entry.end, entry.start + 4), entry.end);
}

/** Of the texts, music keeps those that a player shows. */
function cleanWords(bytes: Buffer, box: Box): void {
  const inside = box.type === "udta" ? box.start : contentOfMeta(bytes, box);
  const isMusic = box.type === "udta" || handlerOf(bytes, inside, box.end) === "mdir";
  if (!isMusic) {
    blankBox(bytes, box);
    return;
  }
  for (const part of partsOf(bytes, inside, box.end)) {
    if (part.type === "meta") cleanWords(bytes, part);
    else if (part.type === "ilst") cleanMusic(bytes, part);
    else if (part.type === "hdlr") cleanLeaf(bytes, part);
    else blankBox(bytes, part);
  }
}

function cleanMusic(bytes: Buffer, { start, end }: Box): void {
  for (const item of partsOf(bytes, start, end)) {
    const isCover = item.type === "covr" && hasCameraData(bytes.subarray(item.start, item.end));
    if (!MUSIC.test(item.type) || isCover) blankBox(bytes, item);
  }
}

/** Whether a cover picture has camera data of its own. */
export const hasCameraData = (picture: Buffer): boolean =>
  picture.includes("Exif\0") || picture.includes("http://ns.adobe.com/") || picture.includes("eXIf");

/**
 * QuickTime ends such a list with four zeros, and some cameras write an incomplete box; everything after the last
 * complete box is overwritten below.
 */
function* partsOf(bytes: Buffer, from: number, to: number): Generator<Box> {
  let at = from;
  try {
    for (const box of listBoxes(bytes, from, to)) {
      at = box.end;
      yield box;
    }
  } catch {}
  bytes.fill(0, at, to);
}

/** In MP4 the content of `meta` begins after version and flags; QuickTime has neither. */
function contentOfMeta(bytes: Buffer, { start, end }: Box): number {
  return end - start >= 8 && bytes.toString("latin1", start + 4, start + 8) === "hdlr" ? start : start + 4;
}

function handlerOf(bytes: Buffer, from: number, to: number): string {
  for (const box of partsOf(bytes, from, to))
    if (box.type === "hdlr") return bytes.toString("latin1", box.start + 8, box.start + 12);
  return "";
}

function isShown(bytes: Buffer, { start, end }: Box): boolean {
  for (const mdia of listBoxes(bytes, start, end))
    if (mdia.type === "mdia") return SHOWN_TRACKS.has(handlerOf(bytes, mdia.start, mdia.end));
  return false;
}
