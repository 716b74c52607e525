const HEAD_BYTES = 128;
const TAG_BYTES = 12;
const TAGS_MAX = 100;
/** What a tag of text keeps: its type and the four bytes behind it, so that it is a text without words. */
const EMPTY_TEXT_BYTES = 8;
/** The tags that say what colours mean (ICC.1, 9.2). The others are words: who made it, for which device, a copyright. */
const COLOUR_TAGS =
  /^([rgb]XYZ|[rgbk]TRC|[wb]tpt|lumi|chad|chrm|cicp|gamt|A2B[0-3]|B2A[0-3]|D2B[0-3]|B2D[0-3]|pre[0-2]|view|meas|tech|clro|clrt|clot)$/;

/**
 * A colour profile (ICC.1) of the same length with what says how colours look, and zeros for everything else: its words,
 * and what lies between its parts. Null for what is no profile.
 */
export function cleanIcc(profile: Buffer): Buffer | null {
  if (profile.length < HEAD_BYTES + 4 || profile.toString("latin1", 36, 40) !== "acsp") return null;
  const count = profile.readUInt32BE(HEAD_BYTES);
  const tableEnd = HEAD_BYTES + 4 + count * TAG_BYTES;
  if (count > TAGS_MAX || tableEnd > profile.length) return null;
  const clean = Buffer.alloc(profile.length);
  // Its size, version, kind and colour spaces; not who made it, when, and for which device.
  profile.copy(clean, 0, 0, 24);
  profile.copy(clean, 36, 36, 48);
  profile.copy(clean, 64, 64, 80);
  profile.copy(clean, HEAD_BYTES, HEAD_BYTES, tableEnd);
  for (let at = HEAD_BYTES + 4; at < tableEnd; at += TAG_BYTES) {
    const isColour = COLOUR_TAGS.test(profile.toString("latin1", at, at + 4));
    const start = profile.readUInt32BE(at + 4);
    const length = profile.readUInt32BE(at + 8);
    if (start < tableEnd || start + length > profile.length) return null;
    profile.copy(clean, start, start, start + (isColour ? length : Math.min(length, EMPTY_TEXT_BYTES)));
  }
  return clean;
}
