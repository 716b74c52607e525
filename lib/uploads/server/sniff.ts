import "server-only";
import type { Family } from "../../files/types.ts";

/** The number of bytes from the beginning of a file that are examined. */
export const SNIFF_BYTES = 64 * 1024;

type Signature = { family: Family; at: number; bytes: number[] | string };

/** The first bytes of each family, from its specification. */
const SIGNATURES: Signature[] = [
  { family: "png", at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { family: "jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { family: "gif", at: 0, bytes: "GIF87a" },
  { family: "gif", at: 0, bytes: "GIF89a" },
  { family: "matroska", at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { family: "ogg", at: 0, bytes: "OggS" },
  { family: "flac", at: 0, bytes: "fLaC" },
  { family: "mp3", at: 0, bytes: "ID3" },
  { family: "pdf", at: 0, bytes: "%PDF-" },
  { family: "zip", at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  // An empty zip.
  { family: "zip", at: 0, bytes: [0x50, 0x4b, 0x05, 0x06] },
  { family: "ole", at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { family: "gzip", at: 0, bytes: [0x1f, 0x8b] },
  { family: "7z", at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { family: "tar", at: 257, bytes: "ustar" },
];

/** A PDF's signature may stand a little after the beginning: readers search this many bytes for it. */
const PDF_WITHIN = 1024;

/** Whether a file with these first bytes can be of that family. */
export function isOf(head: Uint8Array, family: Family): boolean {
  if (family === "pdf") return Buffer.from(head.subarray(0, PDF_WITHIN)).includes("%PDF-");
  return sniff(head) === family;
}

/** Returns the family of a file by its first bytes, whatever its name says, or null for an unknown one. */
export function sniff(head: Uint8Array): Family | null {
  if (head.length === 0) return null;
  const known = SIGNATURES.find(({ at, bytes }) => matches(head, at, bytes));
  if (known) return known.family;
  if (matches(head, 0, "RIFF")) return matches(head, 8, "WEBP") ? "webp" : matches(head, 8, "WAVE") ? "wav" : null;
  if (matches(head, 0, [0xff, 0xfe]) || matches(head, 0, [0xfe, 0xff])) return "text";
  return sniffIso(head) ?? sniffMpeg(head) ?? (looksLikeText(head) ? "text" : null);
}

/**
 * ISO/IEC 14496-12: a box has its size, then its type; `ftyp` carries the brand. Old QuickTime files begin without one.
 */
function sniffIso(head: Uint8Array): Family | null {
  if (matches(head, 4, "ftyp")) {
    const brand = String.fromCharCode(...head.subarray(8, 12));
    if (brand === "avif" || brand === "avis") return "avif";
    // HEIC and its relatives are pictures that only one browser shows.
    return /^(mif1|msf1|he[a-z]{2})$/.test(brand) ? null : "iso";
  }
  return ["moov", "mdat", "wide", "free", "skip"].some((box) => matches(head, 4, box)) ? "iso" : null;
}

/** Checks the sync word of an MPEG audio frame: eleven bits set, then version and layer (layer 0 is ADTS, so AAC). */
function sniffMpeg(head: Uint8Array): Family | null {
  const [first = 0, second = 0] = head;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const layer = (second >> 1) & 3;
  if (layer === 0) return (second & 0xf6) === 0xf0 ? "aac" : null;
  return "mp3";
}

/**
 * Text has no control characters but white space, escape, and the end-of-file character of DOS. UTF-16 begins with its
 * mark.
 */
function looksLikeText(head: Uint8Array): boolean {
  return !head.some((byte) => (byte < 32 && !(byte >= 8 && byte <= 13) && byte !== 26 && byte !== 27) || byte === 127);
}

function matches(head: Uint8Array, at: number, bytes: number[] | string): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const wanted = typeof bytes === "string" ? bytes.charCodeAt(i) : bytes[i];
    if (head[at + i] !== wanted) return false;
  }
  return true;
}
