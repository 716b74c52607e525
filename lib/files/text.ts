/** The end mark of texts from DOS. */
const DOS_END = "\u001a";
/** What Windows-1252 has from 0x80 to 0x9F, where Latin-1 has control characters. Some releases of Node decode it as Latin-1. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * The words in the first bytes of a text: UTF-16 where a mark says so, UTF-8 where it is, and else Windows-1252, which is
 * Latin-1 with its gaps filled (WHATWG Encoding). A character that is cut off at the end is left out.
 */
export function readText(bytes: Uint8Array): string {
  const words = decode(bytes);
  return words.endsWith(DOS_END) ? words.slice(0, -1) : words;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes, { stream: true });
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes, { stream: true });
  try {
    // As a part of more: what is cut off at its end is no fault.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return Buffer.from(bytes)
      .toString("latin1")
      .replace(/[\u0080-\u009f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign);
  }
}
