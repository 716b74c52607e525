// A stand-in for an S3-compatible store with one bucket. It checks signatures as such stores do (./sigv4.ts), keeps
// objects in memory, and can be made to fail.
import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isPayload, type Keys, verify } from "./sigv4.ts";

type Held = { bytes: Buffer; type: string };

/**
 * `away` ends connections without a reply, `broken` answers with 500, `mute` never answers, `cut` breaks off in the
 * middle of a reply.
 */
type Mood = "well" | "away" | "broken" | "mute" | "cut";

export type Store = {
  origin: string;
  bucket: string;
  keys: Keys;
  /** The environment of a Parley server that uses it. */
  env: Record<string, string>;
  /** The stored objects by key. */
  objects: Map<string, Held>;
  /** The requests so far, such as `PUT key`, with the requested range and the status of the reply, in order. */
  seen: string[];
  /** The origins whose pages may PUT, as the bucket's rules for other origins (CORS) say. */
  allowedOrigins: Set<string>;
  /** Sets how the store answers from now on. */
  turn(mood: Mood): void;
  close(): Promise<void>;
};

const STATUS: Record<string, number> = {
  AuthorizationHeaderMalformed: 400,
  AuthorizationQueryParametersError: 400,
  MissingSecurityHeader: 400,
  XAmzContentSHA256Mismatch: 400,
  MissingContentLength: 411,
  InvalidRange: 416,
  NoSuchKey: 404,
  NoSuchBucket: 404,
  MethodNotAllowed: 405,
  PreconditionFailed: 412,
  InternalError: 500,
};
/** The status of an error code. Codes that S3 does not have are 403. */
const statusOf = (code: string): number => STATUS[code] ?? 403;

export async function startStore(): Promise<Store> {
  const keys = {
    accessKeyId: `AK${randomBytes(8).toString("hex").toUpperCase()}`,
    // Real secret keys contain these characters too.
    secretAccessKey: `${randomBytes(15).toString("base64url")}/+=${randomBytes(6).toString("hex")}`,
    region: "eu-test-1",
  };
  const bucket = "parley-test.files";
  const objects: Store["objects"] = new Map();
  const seen: string[] = [];
  const allowedOrigins = new Set<string>();
  let mood: Mood = "well";
  const server = createServer((req, res) => {
    if (mood === "away") return void req.socket.destroy();
    if (mood === "mute") return void req.resume();
    answer(req, res).catch(() => req.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const method = req.method ?? "";
    const target = req.url ?? "/";
    const [, first = "", ...rest] = decodeURIComponent(target.split("?")[0] ?? "").split("/");
    const key = rest.join("/");
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const tell = (status: number) => seen.push([method, key, req.headers.range, status].filter(Boolean).join(" "));
    const refuse = (code: string) => {
      tell(statusOf(code));
      const words =
        method === "HEAD" ? "" : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
      res.writeHead(statusOf(code), { "content-type": "application/xml" }).end(words);
    };
    if (mood === "broken") return refuse("InternalError");
    // As with a real store, a page of an origin without a rule gets no answer that its browser would let it read.
    if (allowedOrigins.has(req.headers.origin ?? "")) {
      res.setHeader("access-control-allow-origin", req.headers.origin ?? "");
      res.setHeader("access-control-allow-methods", "PUT");
      res.setHeader("access-control-allow-headers", "content-type");
    }
    if (method === "OPTIONS") {
      const isAllowed = res.hasHeader("access-control-allow-origin");
      tell(isAllowed ? 200 : 403);
      return void res.writeHead(isAllowed ? 200 : 403).end();
    }
    const headers = Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value)]));
    const verdict = verify({ method, target, headers }, keys);
    if ("refusal" in verdict) return refuse(verdict.refusal);
    const body = Buffer.concat(chunks);
    if (!isPayload(body, verdict.payloadHash)) return refuse("XAmzContentSHA256Mismatch");
    if (first !== bucket) return refuse("NoSuchBucket");
    if (method === "PUT") {
      if (req.headers["content-length"] === undefined) return refuse("MissingContentLength");
      const type = req.headers["content-type"] ?? "binary/octet-stream";
      const from = req.headers["x-amz-copy-source"];
      if (from === undefined) {
        objects.set(key, { bytes: body, type });
        tell(200);
        return void res.writeHead(200, { etag: etagOf(body) }).end();
      }
      const source = objects.get(String(from).slice(`/${bucket}/`.length));
      if (!source) return refuse("NoSuchKey");
      if (req.headers["x-amz-copy-source-if-match"] !== etagOf(source.bytes)) return refuse("PreconditionFailed");
      objects.set(key, { bytes: source.bytes, type });
      tell(200);
      return void res.writeHead(200).end(`<CopyObjectResult><ETag>${etagOf(source.bytes)}</ETag></CopyObjectResult>`);
    }
    if (method === "DELETE") {
      objects.delete(key);
      tell(204);
      return void res.writeHead(204).end();
    }
    const held = objects.get(key);
    if (method !== "GET" && method !== "HEAD") return refuse("MethodNotAllowed");
    // S3 does so for a key without the right to list the bucket.
    if (!held) return refuse(method === "HEAD" ? "AccessDenied" : "NoSuchKey");
    const condition = req.headers["if-match"];
    if (condition !== undefined && condition !== etagOf(held.bytes)) return refuse("PreconditionFailed");
    const range = rangeOf(req.headers.range, held.bytes.length);
    if (range === "none") return refuse("InvalidRange");
    const part = held.bytes.subarray(range?.start ?? 0, range ? range.end + 1 : undefined);
    tell(range ? 206 : 200);
    res.writeHead(range ? 206 : 200, {
      "content-type": held.type,
      ...overrides(target),
      etag: etagOf(held.bytes),
      "accept-ranges": "bytes",
      "content-length": part.length,
      ...(range && { "content-range": `bytes ${range.start}-${range.end}/${held.bytes.length}` }),
    });
    if (method === "HEAD") res.end();
    else if (mood === "cut") res.write(part.subarray(0, part.length / 2), () => req.socket.destroy());
    else res.end(part);
  }

  return {
    ...{ origin, bucket, keys, objects, seen, allowedOrigins },
    env: {
      S3_ENDPOINT: origin,
      S3_REGION: keys.region,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: keys.accessKeyId,
      S3_SECRET_ACCESS_KEY: keys.secretAccessKey,
    },
    turn(next) {
      mood = next;
      if (mood !== "well") server.closeAllConnections();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const etagOf = (bytes: Buffer): string => `"${createHash("md5").update(bytes).digest("hex")}"`;

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | "none" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  if (match[1] === "") return { start: Math.max(0, size - Number(match[2])), end: size - 1 };
  const start = Number(match[1]);
  return start >= size ? "none" : { start, end: match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1) };
}

/** The headers of the reply that the address of a signed GET asks for. */
function overrides(target: string): Record<string, string> {
  const query = new URLSearchParams(target.split("?")[1] ?? "");
  const names = ["content-type", "content-disposition", "cache-control"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = query.get(`response-${name}`);
      return value === null ? [] : [[name, value]];
    }),
  );
}
