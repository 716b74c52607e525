export type ByteRange = { start: number; end: number };

/**
 * What a Range header asks for of `size` bytes (RFC 9110, 14.1.2): one range, inclusive at both ends. `null` means all,
 * which is also the answer to several ranges and to what is no range; "unsatisfiable" wants 416.
 */
export function parseRange(header: string | null, size: number): ByteRange | null | "unsatisfiable" {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const [, from = "", to = ""] = match;
  if (from === "") {
    const length = Math.min(Number(to), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  const end = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < start) return null;
  return start >= size ? "unsatisfiable" : { start, end };
}

/** The Content-Type that a file is served with. All text is UTF-8, or shown as if it were. */
export const contentType = (type: string): string => (type === "text/plain" ? "text/plain; charset=utf-8" : type);

/**
 * A Content-Disposition with the file's name (RFC 6266): in ASCII for the old, in UTF-8 for the others. Nothing of the
 * name can end the header or its quotes.
 */
export function contentDisposition(name: string, inline: boolean): string {
  const ascii = name.normalize("NFKD").replace(/[^\x20-\x7e]|["\\%/]/g, "_");
  const utf8 = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${inline ? "inline" : "attachment"}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
