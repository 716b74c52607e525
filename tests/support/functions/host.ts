import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import routing, { type ResolveRoutesResult } from "@next/routing";
import { type Outputs, readOutputs } from "./outputs.ts";
import { type FunctionProcess, startFunctionProcess } from "./process.ts";

/** Vercel refuses larger bodies. */
const BODY_BYTES_MAX = 4.5 * 1024 * 1024;
const TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
};

export type Host = {
  url: string;
  /** Everything that the functions have written. */
  logs(): string;
  /** Ends all processes of functions, so that the next requests start them anew. */
  recycle(): void;
  /** Resolves when every process stands still. */
  frozen(): Promise<void>;
  stop(): void;
};

const STATIC = "/_next/static/";

/**
 * Starts what stands for a host of functions: it routes requests by the routing table of the build, as hosts do, serves
 * static files itself, and calls functions in processes of their own, the API's in two by turns. As hosts do, it appends
 * the client's address to X-Forwarded-For.
 */
export async function startHost(folder: string, env: Record<string, string>): Promise<Host> {
  const outputs = readOutputs();
  const processes = new Map<string, Promise<FunctionProcess>>();
  const started: FunctionProcess[] = [];
  let turn = 0;
  let url = "";

  function processOf(name: string): Promise<FunctionProcess> {
    const known = processes.get(name);
    if (known) return known;
    const begun = startFunctionProcess(folder, { APP_URL: url, ...env });
    processes.set(name, begun);
    begun.then(
      (one) => started.push(one),
      () => processes.delete(name),
    );
    return begun;
  }

  const server = createServer((req, res) => {
    answer(req, res).catch((error) => {
      if (!res.headersSent) res.writeHead(502);
      res.end(String(error));
    });
  });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readAll(req);
    if (body.length > BODY_BYTES_MAX) return void res.writeHead(413).end();
    const address = new URL(req.url ?? "/", url);
    // The scripts of a page are in a folder of its name, whose brackets browsers escape and files do not have escaped.
    if (address.pathname.startsWith(STATIC)) address.pathname = decodeURIComponent(address.pathname);
    const headers = new Headers(pairs(req));
    const seen = req.socket.remoteAddress ?? "";
    headers.set("x-forwarded-for", [headers.get("x-forwarded-for"), seen].filter(Boolean).join(", "));
    const { route, reply } = await resolve(outputs, address, headers, body, req.method ?? "GET");
    const extra = route.resolvedHeaders ?? new Headers();
    if (reply) return pass(reply, res, extra);
    if (route.redirect) return void res.writeHead(route.redirect.status, { location: route.redirect.url.href }).end();
    const name = route.resolvedPathname ?? "";
    const file = outputs.files.find(({ pathname }) => pathname === name);
    if (file && !isCode(file.file)) return serve(file.file, 200, {}, res, extra);
    const ready = outputs.prerendered.find(({ pathname }) => pathname === name);
    if (ready && !headers.has("rsc")) return serve(ready.file, ready.status, ready.headers, res, extra);
    const built = outputs.functions.find(({ pathname }) => pathname === (name || "/_not-found"));
    if (!built) return void res.writeHead(404).end("This host knows no such function.");
    turn += 1;
    const kind = built.pathname.startsWith("/api/") ? `api ${turn % 2}` : "pages";
    const call = { method: req.method ?? "GET", url: req.url ?? "/", headers: plainHeaders(headers), body };
    const answered = await (await processOf(kind)).call(built.file, call);
    // The page for addresses that are nothing does not know that it is one; the host does.
    pass(answered, res, extra, name === "" ? 404 : answered.statusCode);
  }

  /** Asks the routing table, and the proxy where the table says so; `reply` is the proxy's, when it has answered. */
  async function resolve(outputs: Outputs, address: URL, headers: Headers, body: Buffer, method: string) {
    let reply: IncomingMessage | undefined;
    const route: ResolveRoutesResult = await routing.resolveRoutes({
      url: address,
      buildId: outputs.buildId,
      basePath: "",
      headers,
      requestBody: new Blob([new Uint8Array(body)]).stream(),
      pathnames: [...outputs.functions, ...outputs.files, ...outputs.prerendered].map(({ pathname }) => pathname),
      routes: outputs.routing,
      invokeMiddleware: async (context) => {
        const sent = { ...plainHeaders(headers), "x-function-kind": "proxy", "x-function-url": address.href };
        const call = { method, url: address.pathname + address.search, headers: sent, body };
        const answered = await (await processOf("proxy")).call(outputs.proxy.file, call);
        const response = new Response(null, { status: answered.statusCode ?? 500, headers: pairs(answered) });
        const result = routing.responseToMiddlewareResult(response, headers, context.url);
        if (result.bodySent) reply = answered;
        else answered.resume();
        return result;
      },
    });
    return { route, reply };
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const recycle = () => {
    for (const one of started) one.stop();
    processes.clear();
  };
  return {
    url,
    logs: () => started.map((one) => one.logs()).join(""),
    recycle,
    async frozen() {
      for (const one of await Promise.all(processes.values())) await one.frozen();
    },
    stop() {
      recycle();
      server.closeAllConnections();
      server.close();
    },
  };
}

function pass(reply: IncomingMessage, res: ServerResponse, extra: Headers, status = reply.statusCode): void {
  // What the routing table and the proxy say comes first, and what the function says wins.
  for (const [name, value] of extra) res.setHeader(name, value);
  for (const [name, values] of Object.entries(reply.headersDistinct))
    if (values && !OF_CONNECTION.includes(name)) res.setHeader(name, values.length > 1 ? values : (values[0] ?? ""));
  res.writeHead(status ?? 500);
  reply.pipe(res);
}

type Said = Record<string, string | string[]>;

function serve(file: string, status: number, headers: Said, res: ServerResponse, extra: Headers): void {
  for (const [name, value] of extra) res.setHeader(name, value);
  const type = TYPES[path.extname(file)];
  res.writeHead(status, { ...(type && { "content-type": type }), ...headers }).end(readFileSync(file));
}

/** Whether the output is a page that was rendered at build time, whose file is no file of the site. */
function isCode(file: string): boolean {
  return file.endsWith(".html") && file.includes("server/app");
}

async function readAll(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** These headers belong to a connection, and not to what is asked or answered on it. */
const OF_CONNECTION = ["connection", "keep-alive", "transfer-encoding", "date"];

function pairs(message: IncomingMessage): [string, string][] {
  return Object.entries(message.headersDistinct)
    .filter(([name]) => !OF_CONNECTION.includes(name))
    .flatMap(([name, values]) => (values ?? []).map((value): [string, string] => [name, value]));
}

function plainHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(headers);
}
