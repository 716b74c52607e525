import type { IncomingMessage } from "node:http";
import { ApiError } from "./reply.ts";

/**
 * An over-long body is read and discarded up to this multiple of the limit, so that the caller can still read its 413.
 */
const DISCARD_FACTOR = 8;

/**
 * Reads a request's body and counts its bytes as they arrive, because Content-Length may be wrong. Throws ApiError 413
 * above `maxBytes` and 400 when the caller aborts the request.
 */
export function readBody(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    req.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else if (bytes > maxBytes * DISCARD_FACTOR) req.destroy();
      else {
        chunks.length = 0;
        reject(new ApiError(413, "The request body is too large"));
      }
    });
    req.once("end", () => resolve(Buffer.concat(chunks)));
    req.once("error", () => reject(new ApiError(400, "The request was broken off")));
    req.once("close", () => reject(new ApiError(400, "The request was broken off")));
  });
}
