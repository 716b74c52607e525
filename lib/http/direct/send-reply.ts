import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import type { PlainReply } from "../api-reply.ts";
import { acceptedEncodings } from "../front/accepted-encodings.ts";
import type { DirectRoute } from "./route-table.ts";

/** What is shorter fits into one packet in any case. */
const COMPRESS_FROM_BYTES = 1024;
const COMPRESSIBLE = /^(text\/|application\/json\b)/;

/** What is longer is compressed beside the event loop. To hand over what is shorter costs more than to compress it. */
const COMPRESS_BESIDE_FROM_BYTES = 64 * 1024;
/** Half the work of zlib's own level, for replies that are a twentieth longer. */
const COMPRESSION = { level: 1, memLevel: 9 };

const compressBeside = promisify(gzip);

type Exchange = { req: IncomingMessage; res: ServerResponse };

/** Sends a reply with the headers that Next would send for this route. Resolves when it is sent, or cannot be any more. */
export async function sendReply(exchange: Exchange, route: DirectRoute, reply: PlainReply | Response): Promise<void> {
  const { req, res } = exchange;
  const isPlain = !(reply instanceof Response);
  res.statusCode = reply.status;
  for (const [name, value] of route.headers) res.setHeader(name, value);
  res.setHeader("Vary", route.vary);
  const own = isPlain ? Object.entries(reply.headers) : reply.headers;
  for (const [name, value] of own) setHeader(res, name, value);
  if (isCompressible(res)) res.appendHeader("Vary", "Accept-Encoding");
  if (req.method === "HEAD") res.end();
  else if (isPlain) await sendText(exchange, reply.body);
  else if (reply.body === null) res.end();
  else if (isCompressible(res)) await sendText(exchange, await reply.text());
  else await sendStream(res, reply.body);
}

/** A header of next.config.ts wins over the route's own. Cookies and Vary have several values. */
function setHeader(res: ServerResponse, name: string, value: string): void {
  const key = name.toLowerCase();
  if (key === "vary" || key === "set-cookie") res.appendHeader(name, value);
  else if (!res.hasHeader(name) && key !== "content-length") res.setHeader(name, value);
}

function isCompressible(res: ServerResponse): boolean {
  const type = res.getHeader("content-type");
  const cache = res.getHeader("cache-control");
  return COMPRESSIBLE.test(String(type ?? "")) && !/\bno-transform\b/.test(String(cache ?? ""));
}

/** Sends text with its length, compressed where it may be, it is worth it and the client takes it. */
export async function sendText({ req, res }: Exchange, text: string | null): Promise<void> {
  if (text === null) return void res.end();
  const bytes = Buffer.from(text);
  const isShort = bytes.length < COMPRESS_FROM_BYTES || !isCompressible(res);
  if (isShort || !acceptedEncodings(req.headers["accept-encoding"]).has("gzip")) return void end(res, bytes);
  const isLong = bytes.length >= COMPRESS_BESIDE_FROM_BYTES;
  const compressed = isLong ? await compressBeside(bytes, COMPRESSION) : gzipSync(bytes, COMPRESSION);
  res.setHeader("Content-Encoding", "gzip");
  end(res, compressed);
}

function end(res: ServerResponse, bytes: Buffer): void {
  res.setHeader("Content-Length", bytes.length);
  res.end(bytes);
}

/** Sends a stream as fast as the client takes it, and ends it when the client has gone. */
async function sendStream(res: ServerResponse, body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  // The read that is waited for then finds the end.
  const cancel = () => void reader.cancel().catch(() => {});
  res.once("close", cancel);
  if (res.destroyed) cancel();
  try {
    res.flushHeaders();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return void res.end();
      if (!res.write(value)) await takesMore(res);
    }
  } catch (error) {
    // What is left out must be seen to be missing.
    res.destroy();
    throw error;
  } finally {
    res.off("close", cancel);
  }
}

/** Resolves when the client has taken what was written, or has gone. */
function takesMore(res: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      res.off("drain", go).off("close", go);
      resolve();
    };
    if (res.destroyed) resolve();
    else res.on("drain", go).on("close", go);
  });
}
