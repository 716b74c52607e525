import "server-only";
import type { ServedBytes } from "../files/serve-file.ts";
import type { ApiRequest } from "./api-request.ts";
import { LENGTH_HEADER } from "./front/complete-headers.ts";
import { contentDisposition, contentType, parseRange } from "./ranges.ts";

/**
 * The types that a browser may display: raster images, sound and video. Everything else is a download
 * (docs/reliability.md F6).
 */
const INLINE = /^(image\/(png|jpeg|gif|webp|avif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;
/** The bytes of an id never change, but who may read them does, so a cached copy is revalidated after this time. */
const MAX_AGE_SECONDS = 300;

/**
 * Answers GET or HEAD of a file: all of it, a range (206, 416), 304 when the browser has it, or 302 to another host.
 * HEAD is always answered here, because a signed URL is valid for GET only. No file can run code when it is opened
 * directly: its type is fixed, with nosniff and sandbox (docs/reliability.md F7).
 */
export async function fileReply(request: Pick<ApiRequest, "method" | "headers">, file: ServedBytes): Promise<Response> {
  if (file.address && request.method !== "HEAD") {
    const headers = { Location: file.address.href, "Cache-Control": "private, no-store" };
    return new Response(null, { status: 302, headers });
  }
  const tag = `"${file.tag}"`;
  const headers = new Headers({
    "Cache-Control": `private, max-age=${MAX_AGE_SECONDS}, must-revalidate, no-transform`,
    Vary: "Cookie, Authorization",
    ETag: tag,
    "Accept-Ranges": "bytes",
    "Content-Type": contentType(file.type),
    "Content-Disposition": contentDisposition(file.name, INLINE.test(file.type)),
    "Content-Security-Policy":
      "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  });
  if (hasTag(request.headers.get("if-none-match"), tag)) return new Response(null, { status: 304, headers });
  const condition = request.headers.get("if-range");
  const asked = condition === null || condition === tag ? request.headers.get("range") : null;
  const range = parseRange(asked, file.size);
  if (range === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }
  if (range) headers.set("Content-Range", `bytes ${range.start}-${range.end}/${file.size}`);
  headers.set(LENGTH_HEADER, String(range ? range.end - range.start + 1 : file.size));
  const body = request.method === "HEAD" ? null : await file.open(range ?? undefined);
  return new Response(body, { status: range ? 206 : 200, headers });
}

function hasTag(header: string | null, tag: string): boolean {
  const tags = (header ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  return tags.includes(tag) || tags.includes("*");
}
