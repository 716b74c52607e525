import "server-only";
import { AppError } from "../../errors.ts";

/** The greatest size of the part's headers, which are a few short lines. */
const HEAD_MAX = 8 * 1024;
const broken = () => new AppError("bad_request", "The upload is not a form with the one field “file”.");

/** Returns the boundary from a Content-Type of `multipart/form-data` (RFC 2046: at most 70 characters). */
export function boundaryOf(contentType: string | null): string {
  const match = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70})(?=[\s;]|$))/i.exec(
    contentType ?? "",
  );
  const boundary = match?.[1] ?? match?.[2];
  if (!boundary) throw new AppError("unsupported_type", "Send the file as multipart/form-data.");
  return boundary;
}

/**
 * Yields the bytes of the form's only field, `file` (RFC 7578), as they arrive. It holds back only what could be the
 * beginning of the boundary. Throws `bad_request` for another form, and when the form ends before it is closed.
 */
export async function* fileBytes(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Uint8Array> {
  const opening = Buffer.from(`--${boundary}\r\n`);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  let held: Buffer = Buffer.alloc(0);
  let inFile = false;
  // The line break before the file stays in `held`, because with an empty file it is part of the delimiter.
  let toDrop = 2;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    if (!inFile) {
      const end = held.indexOf("\r\n\r\n");
      if (end === -1 && held.length <= HEAD_MAX) continue;
      if (end === -1 || !isFilePart(held.subarray(0, end), opening)) throw broken();
      held = held.subarray(end + 2);
      inFile = true;
    }
    const end = held.indexOf(delimiter);
    const sure = end === -1 ? held.length - suffixLength(held, delimiter) : end;
    const dropped = Math.min(toDrop, sure);
    toDrop -= dropped;
    if (sure > dropped) yield held.subarray(dropped, sure);
    if (end !== -1) return;
    held = held.subarray(sure);
  }
  throw broken();
}

/** Returns how many bytes at the end of `bytes` equal the beginning of `delimiter`. */
function suffixLength(bytes: Buffer, delimiter: Buffer): number {
  for (let length = Math.min(delimiter.length - 1, bytes.length); length > 0; length--)
    if (bytes.subarray(bytes.length - length).equals(delimiter.subarray(0, length))) return length;
  return 0;
}

function isFilePart(head: Buffer, opening: Buffer): boolean {
  if (!head.subarray(0, opening.length).equals(opening)) return false;
  return /^content-disposition:\s*form-data;(?:.*;)?\s*name="file"/im.test(
    head.subarray(opening.length).toString("latin1"),
  );
}
