export type ByteRange = { start: number; end: number };

/**
 * Parses a Range header for a file of `size` bytes (RFC 9110, 14.1.2) into one range, inclusive at both ends. Returns
 * null for the whole file, also for several ranges and for what is no range; "unsatisfiable" demands 416.
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

/** Reads the size of the whole file from the Content-Range of a reply with a part of it (RFC 9110, 14.4), or null. */
export function wholeSize(headers: Headers): number | null {
  const size = /\/(\d+)$/.exec(headers.get("content-range") ?? "")?.[1];
  return size === undefined ? null : Number(size);
}

/** Returns the Content-Type with which a file is served. All text is declared as UTF-8. */
export const contentType = (type: string): string => (type === "text/plain" ? "text/plain; charset=utf-8" : type);

/**
 * Returns a Content-Disposition with the file's name (RFC 6266), in ASCII for old clients and in UTF-8 for others. No
 * character of the name can end the header or its quotes.
 */
export function contentDisposition(name: string, inline: boolean): string {
  const ascii = name.normalize("NFKD").replace(/[^\x20-\x7e]|["\\%/]/g, "_");
  const utf8 = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${inline ? "inline" : "attachment"}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
