import type { IncomingMessage } from "node:http";
import { ApiError } from "./reply.ts";

/** How much of an over-long body is still read and thrown away, so that the caller gets to read its 413. */
const DISCARD_FACTOR = 8;

/**
 * Reads a request's body, counting while it streams: the Content-Length of a caller is not believed.
 * Throws ApiError 413 above `maxBytes` and 400 when the caller breaks off.
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
