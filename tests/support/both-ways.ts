import { cpSync } from "node:fs";
import { request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import { newDataDir, startServer, type TestServer } from "./server.ts";

export type Ask = { method: string; path: string; headers?: OutgoingHttpHeaders; body?: string | Buffer };
export type Seen = { status: number; headers: Record<string, string[]>; body: Buffer };

/** Two servers with equal data: one that answers the API ahead of Next's router, and one where Next does it. */
export type BothWays = { direct: TestServer; next: TestServer };

/** Continues with the data of a server that has ended in two servers, one for each way. */
export async function startBothWays({ dataDir }: { dataDir: string }): Promise<BothWays> {
  const copy = await newDataDir();
  cpSync(dataDir, copy, { recursive: true, force: true });
  const [direct, next] = await Promise.all([
    startServer({ dataDir }),
    startServer({ dataDir: copy, env: { API_THROUGH_NEXT: "true" } }),
  ]);
  return { direct, next };
}

/** Sends a request exactly as it is written here, and resolves to the reply as it came. */
export function ask({ port }: { port: number }, { method, path, headers, body }: Ask): Promise<Seen> {
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const sent = httpRequest({ host: "127.0.0.1", port, method, path, headers, agent: false }, (reply) => {
      isAnswered = true;
      const chunks: Buffer[] = [];
      reply.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", reject);
      reply.on("end", () =>
        resolve({
          status: reply.statusCode ?? 0,
          headers: { ...reply.headersDistinct } as Seen["headers"],
          body: Buffer.concat(chunks),
        }),
      );
    });
    // A server that refuses a body may close the connection before all of it was sent.
    sent.on("error", (error) => isAnswered || reject(error));
    sent.end(body);
  });
}

/** These say how the reply is sent, and when. */
const FRAMING = ["date", "connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding"];
const ANYTHING_NEW: [RegExp, string][] = [
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "<time>"],
  [/\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, "<time>"],
  [/\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/g, "<uuid>"],
  [/(?<![\da-f])[\da-f]{64}(?![\da-f])/g, "<hash>"],
  [/\b1[78]\d{11}\b/g, "<time>"],
  [/\beyJ[\w.-]{40,}/g, "<cookie>"],
  [/[\w-]{43}(?![\w-])/g, "<token>"],
];

/**
 * What can be compared of a reply: all but how it was framed, with what is new in it (times, ids, tokens) made equal.
 * `known` are the ids that were there before, and the server's own address.
 */
export function comparable({ status, headers, body }: Seen, known: ReadonlySet<string>, port: number) {
  const text = (headers["content-encoding"] ? gunzipSync(body) : body).toString("latin1");
  const told = (words: string) => {
    let rest = words.replaceAll(String(port), "<port>");
    for (const [pattern, name] of ANYTHING_NEW) rest = rest.replaceAll(pattern, name);
    return rest.replaceAll(/\b[0-9a-z]{20}\b/g, (id) => (known.has(id) ? id : "<id>"));
  };
  const kept = Object.entries(headers).filter(([name]) => !FRAMING.includes(name));
  const listed = kept.map(([name, values]) => [name, name === "vary" ? values.join(", ") : values.map(told)]);
  return { status, headers: Object.fromEntries(listed.sort()), body: told(text) };
}
