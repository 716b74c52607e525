const HEAD_BYTES = 128;
const TAG_BYTES = 12;
const TAGS_MAX = 100;
/**
 * The bytes that an emptied text tag keeps: its type and four reserved bytes, which are a valid text of length zero.
 */
const EMPTY_TEXT_BYTES = 8;
/** The tags that define colours (ICC.1, 9.2). The others are texts: the creator, the device, a copyright. */
const COLOUR_TAGS =
  /^([rgb]XYZ|[rgbk]TRC|[wb]tpt|lumi|chad|chrm|cicp|gamt|A2B[0-3]|B2A[0-3]|D2B[0-3]|B2D[0-3]|pre[0-2]|view|meas|tech|clro|clrt|clot)$/;

/**
 * Returns a colour profile (ICC.1) of the same length in which only what defines colours is kept: texts and gaps
 * between the parts are zeros. Returns null for what is no profile.
 */
export function cleanIcc(profile: Buffer): Buffer | null {
  if (profile.length < HEAD_BYTES + 4 || profile.toString("latin1", 36, 40) !== "acsp") return null;
  const count = profile.readUInt32BE(HEAD_BYTES);
  const tableEnd = HEAD_BYTES + 4 + count * TAG_BYTES;
  if (count > TAGS_MAX || tableEnd > profile.length) return null;
  const clean = Buffer.alloc(profile.length);
  // The header keeps its size, version, class and colour spaces, and loses its creator, date and device.
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
