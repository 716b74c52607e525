import { type Box, blank, boxesIn } from "./boxes.ts";
import { type Extent, samplesOf } from "./samples.ts";

/** What a player needs (ISO/IEC 14496-12, QuickTime File Format), by what it lies in. Everything else is blanked. */
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
/** Whose content is looked into, too. */
const LISTS = names("trak mdia minf dinf stbl edts traf");
/** Tracks that are seen, heard or read. Others carry places and movements of the camera, second by second. */
const SHOWN_TRACKS = names("vide soun text sbtl subt subp clcp tmcd pict auxv");
/** What a piece of music says of itself: its title, its artist, and its cover. */
const MUSIC = /^(©nam|©ART|©alb|aART|©wrt|©gen|gnre|trkn|disk|tmpo|cpil|pgap|covr)$/;
const DEPTH_MAX = 12;

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/**
 * Blanks in place what a movie's or a fragment's head says besides what plays it: places, comments, programs, days. `type`
 * is `moov` or `moof`. Returns where in the file the samples of tracks are that are not shown.
 */
export function cleanHead(bytes: Buffer, type: string, from: number, to: number): Extent[] {
  return cleanList(bytes, type, from, to, 0);
}

function cleanList(bytes: Buffer, parent: string, from: number, to: number, depth: number): Extent[] {
  if (depth > DEPTH_MAX) throw new Error("the film is damaged");
  const hidden: Extent[] = [];
  for (const box of boxesIn(bytes, from, to)) {
    if (!KEPT[parent]?.has(box.type)) blank(bytes, box);
    else if (box.type === "udta" || box.type === "meta") cleanWords(bytes, box);
    else if (box.type === "trak" && !isShown(bytes, box)) {
      hidden.push(...samplesOf(bytes, box));
      blank(bytes, box);
    } else if (LISTS.has(box.type)) hidden.push(...cleanList(bytes, box.type, box.start, box.end, depth + 1));
    else cleanLeaf(bytes, box);
  }
  return hidden;
}

function cleanLeaf(bytes: Buffer, { type, start, end }: Box): void {
  // When it was made and changed: two numbers behind version and flags, wide ones in version 1.
  if (type === "mvhd" || type === "tkhd" || type === "mdhd")
    bytes.fill(0, start + 4, Math.min(end, start + 4 + (bytes.readUInt8(start) === 1 ? 16 : 8)));
  // The name of what made it.
  if (type === "hdlr") bytes.fill(0, Math.min(end, start + 24), end);
  // Where the samples are, if not here: QuickTime puts names of disks and folders there.
  if (type === "dref")
    for (const entry of boxesIn(bytes, start + 8, end)) bytes.fill(0, Math.min(entry.end, entry.start + 4), entry.end);
}

/** Of what is said in words, music keeps what a player shows of it. */
function cleanWords(bytes: Buffer, box: Box): void {
  const inside = box.type === "udta" ? box.start : contentOfMeta(bytes, box);
  const isMusic = box.type === "udta" || handlerOf(bytes, inside, box.end) === "mdir";
  if (!isMusic) {
    blank(bytes, box);
    return;
  }
  for (const part of partsOf(bytes, inside, box.end)) {
    if (part.type === "meta") cleanWords(bytes, part);
    else if (part.type === "ilst") cleanMusic(bytes, part);
    else if (part.type === "hdlr") cleanLeaf(bytes, part);
    else blank(bytes, part);
  }
}

function cleanMusic(bytes: Buffer, { start, end }: Box): void {
  for (const item of partsOf(bytes, start, end)) {
    const isCover = item.type === "covr" && tellsPlace(bytes.subarray(item.start, item.end));
    if (!MUSIC.test(item.type) || isCover) blank(bytes, item);
  }
}

/** Whether a picture inside of a file has camera data of its own. */
export const tellsPlace = (picture: Buffer): boolean =>
  picture.includes("Exif\0") || picture.includes("http://ns.adobe.com/") || picture.includes("eXIf");

/** QuickTime ends such a list with four zeros, and some cameras write a stump: what follows is nothing to keep. */
function* partsOf(bytes: Buffer, from: number, to: number): Generator<Box> {
  let at = from;
  try {
    for (const box of boxesIn(bytes, from, to)) {
      at = box.end;
      yield box;
    }
  } catch {
    // Below.
  }
  bytes.fill(0, at, to);
}

/** In MP4 version and flags stand before what is in a `meta`, in QuickTime not. */
function contentOfMeta(bytes: Buffer, { start, end }: Box): number {
  return end - start >= 8 && bytes.toString("latin1", start + 4, start + 8) === "hdlr" ? start : start + 4;
}

function handlerOf(bytes: Buffer, from: number, to: number): string {
  for (const box of partsOf(bytes, from, to))
    if (box.type === "hdlr") return bytes.toString("latin1", box.start + 8, box.start + 12);
  return "";
}

function isShown(bytes: Buffer, { start, end }: Box): boolean {
  for (const mdia of boxesIn(bytes, start, end))
    if (mdia.type === "mdia") return SHOWN_TRACKS.has(handlerOf(bytes, mdia.start, mdia.end));
  return false;
}
