// A stand-in for UploadThing's servers. It checks what they check: the signature and expiry of upload addresses, the
// API key of calls by the app's server, and the signature of addresses for reading.
import { createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const APP_ID = "app123";

type Metadata = { callbackUrl: string; callbackSlug: string; metadata: unknown; awaitServerData: boolean };
type Held = { bytes: Buffer; name: string; type: string; disposition: string; customId: string | null };

/** Pages of any origin may send and read. */
const OPEN = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "*",
  "access-control-allow-headers": "*",
  "access-control-expose-headers": "*",
};

export type Uploadthing = {
  /** The address of all its servers. */
  origin: string;
  /** The environment of a Parley server that uses it. */
  env: Record<string, string>;
  apiKey: string;
  /** The stored files by key. */
  files: Map<string, Held>;
  /** The callbacks that were sent, with address, headers and body, so that tests can send them again or change them. */
  callbacks: { url: string; headers: Record<string, string>; body: string }[];
  close(): Promise<void>;
};

const sign = (text: string, secret: string) => `hmac-sha256=${createHmac("sha256", secret).update(text).digest("hex")}`;

export async function startUploadthing(): Promise<Uploadthing> {
  const apiKey = `sk_live_${randomBytes(16).toString("hex")}`;
  const files: Uploadthing["files"] = new Map();
  const callbacks: Uploadthing["callbacks"] = [];
  const metadata = new Map<string, Metadata>();
  const results = new Map<string, (data: unknown) => void>();
  const server = createServer((req, res) => {
    answer(req, res).catch((error) => res.writeHead(500).end(JSON.stringify({ error: String(error?.stack ?? error) })));
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? "", origin);
    const json = (status: number, data: unknown) =>
      res.writeHead(status, { "content-type": "application/json", ...OPEN }).end(JSON.stringify(data));
    if (req.method === "OPTIONS") return void res.writeHead(204, OPEN).end();
    if (req.method === "HEAD")
      return void res.writeHead(isSigned(url) ? 200 : 403, { "x-ut-range-start": "0", ...OPEN }).end();
    if (req.method === "GET" && url.pathname.startsWith(`/a/${APP_ID}/`)) return read(url, req, res);
    if (req.method === "PUT") return void json(...(await take(url, req)));
    if (req.headers["x-uploadthing-api-key"] !== apiKey) return void json(401, { error: "wrong key" });
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    if (url.pathname === "/route-metadata") for (const key of body.fileKeys) metadata.set(key, body);
    else if (url.pathname === "/callback-result") results.get(body.fileKey)?.(body.callbackData);
    else if (url.pathname === "/v6/deleteFiles") {
      for (const key of body.fileKeys ?? []) files.delete(key);
      for (const id of body.customIds ?? [])
        for (const [key, file] of files) if (file.customId === id) files.delete(key);
      return void json(200, { success: true, deletedCount: 0 });
    } else return void json(404, { error: url.pathname });
    json(200, { ok: true });
  }

  function isSigned(url: URL): boolean {
    const [, unsigned, signature] = /^(.*)[?&]signature=([^&]+)$/.exec(url.href) ?? [];
    if (!unsigned || !signature || Number(url.searchParams.get("expires")) < Date.now()) return false;
    return decodeURIComponent(signature) === sign(unsigned, apiKey);
  }

  async function take(url: URL, req: IncomingMessage): Promise<[number, unknown]> {
    const key = url.pathname.slice(1);
    if (!isSigned(url)) return [403, { error: "wrong signature" }];
    if (files.has(key)) return [409, { error: "there already" }];
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const form = new Response(Buffer.concat(chunks), {
      headers: { "content-type": req.headers["content-type"] ?? "" },
    });
    const sent = (await form.formData()).get("file");
    if (!(sent instanceof Blob)) return [400, { error: "no file" }];
    const bytes = Buffer.from(await sent.arrayBuffer());
    const param = (name: string) => decodeURIComponent(url.searchParams.get(`x-ut-${name}`) ?? "");
    if (bytes.length !== Number(param("file-size"))) return [400, { error: "wrong size" }];
    const [name, type, customId] = [param("file-name"), param("file-type"), param("custom-id") || null];
    const disposition = param("content-disposition") || "inline";
    files.set(key, { bytes, name, type, disposition, customId });
    const address = {
      url: `${origin}/f/${key}`,
      appUrl: `${origin}/f/${key}`,
      ufsUrl: `${origin}/f/${key}`,
      fileHash: "x",
    };
    const known = metadata.get(key);
    if (!known) return [200, { ...address, serverData: null }];
    const file = { key, customId, name, size: bytes.length, type, lastModified: 0, ...address };
    const body = JSON.stringify({ status: "uploaded", file, origin, metadata: known.metadata });
    const headers = {
      "content-type": "application/json",
      "uploadthing-hook": "callback",
      "x-uploadthing-signature": sign(body, apiKey),
    };
    const callback = { url: `${known.callbackUrl}?slug=${known.callbackSlug}`, headers, body };
    callbacks.push(callback);
    let told: unknown = null;
    results.set(key, (data) => {
      told = data;
    });
    await fetch(callback.url, { method: "POST", headers, body });
    return [200, { ...address, serverData: told }];
  }

  function read(url: URL, req: IncomingMessage, res: ServerResponse): void {
    const file = files.get(url.pathname.slice(`/a/${APP_ID}/`.length));
    if (!isSigned(url)) res.writeHead(403).end();
    else if (!file) res.writeHead(404).end();
    else {
      const [, start = "0", end = ""] = /^bytes=(\d+)-(\d*)$/.exec(req.headers.range ?? "bytes=0-") ?? [];
      const last = end === "" ? file.bytes.length - 1 : Number(end);
      const headers = {
        "content-type": file.type,
        "content-disposition": `${file.disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        "accept-ranges": "bytes",
        ...(req.headers.range && { "content-range": `bytes ${start}-${last}/${file.bytes.length}` }),
      };
      res.writeHead(req.headers.range ? 206 : 200, headers).end(file.bytes.subarray(Number(start), last + 1));
    }
  }

  const token = { apiKey, appId: APP_ID, regions: ["sea1"] };
  return {
    origin,
    env: {
      UPLOADTHING_TOKEN: Buffer.from(JSON.stringify(token)).toString("base64"),
      UPLOADTHING_INGEST_URL: origin,
      UPLOADTHING_API_URL: origin,
      UPLOADTHING_UFS_HOST: new URL(origin).host,
      UPLOADTHING_UFS_APP_ID_LOCATION: "path",
    },
    apiKey,
    files,
    callbacks,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
