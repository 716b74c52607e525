/** The end-of-file character of texts from DOS. */
const DOS_END = "\u001a";
/**
 * The characters 0x80 to 0x9F of Windows-1252, where Latin-1 has control characters. They are listed here, because some
 * releases of Node decode Windows-1252 as Latin-1.
 */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Decodes the first bytes of a text: as UTF-16 when it begins with a byte order mark, as UTF-8 when it is valid, else
 * as Windows-1252, which is Latin-1 with its gaps filled (WHATWG Encoding). A character that is incomplete at the end
 * is left out.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  return text.endsWith(DOS_END) ? text.slice(0, -1) : text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes, { stream: true });
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes, { stream: true });
  try {
    // `stream: true` allows an incomplete character at the end.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return Buffer.from(bytes)
      .toString("latin1")
      .replace(/[\u0080-\u009f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80] ?? sign);
  }
}
