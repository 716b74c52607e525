// One process of functions, as a host runs it: it loads built functions from the folder that it is started in and calls
// their handlers. It tells its parent when it may be frozen, which is when nothing is being answered and all promises
// that were given to waitUntil are settled. It imports nothing of ours, because a host has nothing but the functions.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";

const root = process.cwd();
const require = createRequire(pathToFileURL(path.join(root, "function.js")));
require("next/dist/build/adapter/setup-node-env.external.js");

let answering = 0;
const kept = new Set();

function waitUntil(promise) {
  const settled = Promise.resolve(promise)
    .catch(() => {})
    .then(() => kept.delete(settled))
    .then(tellIdle);
  kept.add(settled);
}

function tellIdle() {
  if (answering === 0 && kept.size === 0) process.send?.("idle");
}

const server = createServer(async (req, res) => {
  answering += 1;
  res.once("close", () => {
    answering -= 1;
    tellIdle();
  });
  try {
    const file = req.headers["x-function"];
    const isProxy = req.headers["x-function-kind"] === "proxy";
    const address = req.headers["x-function-url"];
    for (const name of Object.keys(req.headers)) if (name.startsWith("x-function")) delete req.headers[name];
    const { handler } = await loaded(path.join(root, file));
    if (isProxy) await answerAsProxy(handler, req, res, address);
    else await handler(req, res, { waitUntil, requestMeta: { relativeProjectDir: "." } });
  } catch (error) {
    console.error(error);
    if (!res.headersSent) res.writeHead(500);
    res.end();
  }
});

async function loaded(file) {
  const module = await require(file);
  return module.handler ? module : module.default;
}

/** Next calls the proxy with a web request and expects a web response. */
async function answerAsProxy(handler, req, res, address) {
  const hasBody = req.method !== "GET" && req.method !== "HEAD";
  const body = hasBody ? { body: Readable.toWeb(req), duplex: "half" } : {};
  const response = await handler(new Request(address, { method: req.method, headers: req.headers, ...body }), {
    waitUntil,
    requestMeta: { relativeProjectDir: "." },
  });
  for (const [name, value] of response.headers) if (name !== "set-cookie") res.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) res.setHeader("set-cookie", cookies);
  res.writeHead(response.status);
  res.end(Buffer.from(await response.arrayBuffer()));
}

server.on("clientError", (error, socket) => {
  console.error(`A request could not be read (${error.code}).`);
  socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
});

server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
process.once("disconnect", () => process.exit(0));
