import { EventEmitter } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";
import { type Config, ConfigError, getConfig } from "./lib/config.ts";
import { migrate } from "./lib/db/migrate.ts";
import type { ErrorCode } from "./lib/errors.ts";
import { isUsableAddress } from "./lib/http/front/address.ts";
import { countRequests } from "./lib/http/front/drain.ts";
import { clientAddress, trustForwarded } from "./lib/http/front/forwarded.ts";
import { keepLength } from "./lib/http/front/length.ts";
import { precompressed } from "./lib/http/front/precompressed.ts";
import { endUnread } from "./lib/http/front/unread.ts";
import { networkOf } from "./lib/http/network.ts";
import { isOriginAllowed } from "./lib/http/origin.ts";
import { tameConsole } from "./lib/json-console.ts";
import { log } from "./lib/log.ts";
import { parseChannel } from "./lib/realtime/channels.ts";
import { refuseUpgrade } from "./lib/realtime/embedded/connect.ts";
import { createEmbeddedServer, type EmbeddedServer } from "./lib/realtime/embedded/server.ts";
import { setHub } from "./lib/realtime/hub.ts";
import { runShutdown } from "./lib/shutdown.ts";
import { whenStarted } from "./lib/started.ts";

/** The whole of an orderly end, and within it the time that live sockets have to say goodbye. */
const SHUTDOWN_MS = 9_000;
const SOCKETS_SHUTDOWN_MS = 5_000;
/** Longer than the idle time of common proxies, so that they and not we end an idle connection. */
const KEEP_ALIVE_MS = 75_000;
const HSTS = "max-age=31536000";

const dev = process.env.NODE_ENV !== "production";

async function main(): Promise<void> {
  if (!dev) tameConsole();
  const config = getConfig();
  prepareDatabase(config);
  const embedded = startEmbedded(config);
  // Next would listen for every upgrade of the real server: this stand-in hands it only its own, hot reload.
  const upgrades = new EventEmitter() as Server;
  const app = next({ dev, hostname: config.host, port: config.port, httpServer: upgrades });
  await app.prepare();
  await whenStarted();
  const handle = app.getRequestHandler();
  const preferCompressed = dev ? ignore : precompressed(".next/static");

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (req, res) => {
    // A sender who vanishes: Next takes its own listener away too early, and an error nobody hears ends the process.
    req.on("error", ignore);
    if (!isUsableAddress(req)) return refuse(res, 400, "bad_request", "That is not a request for an address of ours.");
    if (embedded?.handleRequest(req, res)) return;
    if (!server.listening) return refuse(res, 503, "unavailable", "The server is restarting. Try again soon.");
    trustForwarded(
      req.headers,
      clientAddress(req.headers, req.socket.remoteAddress, config.trustProxy),
      config.trustProxy,
    );
    preferCompressed(req, res);
    if (config.appUrl?.protocol === "https:") res.setHeader("Strict-Transport-Security", HSTS);
    keepLength(res);
    endUnread(req, res);
    handle(req, res).catch((error: unknown) => {
      log.error("Next could not answer a request.", { error });
      res.destroy();
    });
  });
  server.on("upgrade", (req, socket, head) => {
    // Node leaves an upgraded socket without a listener: a peer that resets it would otherwise end the process.
    socket.on("error", ignore);
    if (!isUsableAddress(req)) return refuseUpgrade(socket, "400 Bad Request");
    if (embedded?.handleUpgrade(req, socket, head)) return;
    if (dev) upgrades.emit("upgrade", req, socket, head);
    else refuseUpgrade(socket, "404 Not Found");
  });

  const drain = countRequests(server);
  const address = await listen(server, config);
  process.stdout.write(`Parley is ready at ${address}\n`);
  process.send?.("ready");
  endOnSignal(async () => {
    await Promise.all([embedded?.close(SOCKETS_SHUTDOWN_MS), drain()]);
    await app.close();
    await runShutdown();
  });
}

function prepareDatabase({ databaseUrl }: Config): void {
  try {
    const applied = migrate(databaseUrl);
    if (applied.length > 0) log.info("The database was brought up to date.", { applied });
  } catch (error) {
    throw new ConfigError(
      `The setting DATABASE_URL cannot be used: the database ${databaseUrl} cannot be made or brought up to date (${messageOf(error)}).`,
    );
  }
}

/** The live server inside this process, unless the settings name another. */
function startEmbedded({ realtime, appUrl, trustProxy, socketLimits }: Config): EmbeddedServer | null {
  if (realtime.transport !== "embedded") return null;
  const { appId, key, secret } = realtime;
  const embedded = createEmbeddedServer({
    appId,
    key,
    secret,
    limits: socketLimits,
    channels: {
      isChannelKnown: (name) => parseChannel(name) !== null,
      allowsClientEvents: (name) => parseChannel(name)?.type === "room-presence",
    },
    isOriginAllowed: (origin, host) => isOriginAllowed(origin, host, appUrl),
    clientAddress: (req) => networkOf(clientAddress(req.headers, req.socket.remoteAddress, trustProxy)),
    log: (level, message, fields) => log[level](message, fields),
  });
  setHub(embedded.hub);
  return embedded;
}

/** Resolves to the address that people open. */
function listen(server: Server, { host, port, appUrl }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const name = error.code === "EADDRINUSE" || error.code === "EACCES" ? "PORT" : "HOST";
      reject(
        new ConfigError(`The setting ${name} cannot be used: ${host} port ${port} is not free (${messageOf(error)}).`),
      );
    });
    server.listen(port, host, () => {
      const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
      resolve(appUrl?.origin ?? `http://${shown}:${(server.address() as AddressInfo).port}`);
    });
  });
}

/** Answers without Next: what it would stumble over, and whoever still asks on a kept connection while we drain. */
function refuse(res: ServerResponse, status: 400 | 503, code: ErrorCode, message: string): void {
  if (status === 503) res.setHeader("Retry-After", "2");
  res
    .writeHead(status, {
      "Content-Type": "application/json",
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
      Connection: "close",
    })
    .end(JSON.stringify({ error: { code, message } }));
}

/**
 * Ends the process in good order on SIGTERM, on SIGINT and when the process that keeps it running is gone; by force
 * after SHUTDOWN_MS or on a second signal.
 */
function endOnSignal(close: () => Promise<void>): void {
  let ending = false;
  const end = async (signal: string) => {
    if (ending) process.exit(1);
    ending = true;
    log.info("Parley is stopping.", { signal });
    setTimeout(() => process.exit(0), dev ? 1_000 : SHUTDOWN_MS).unref();
    await close();
    process.exit(0);
  };
  process.on("SIGTERM", end).on("SIGINT", end);
  process.once("disconnect", () => ending || void end("disconnect"));
}

function ignore(): void {}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What nobody expected leaves unknown state behind: say it and end, so that a supervisor starts afresh. */
function die(message: string, error: unknown): never {
  log.error(message, { error });
  process.exit(1);
}

process.on("uncaughtException", (error) => die("An exception was not caught.", error));
process.on("unhandledRejection", (error) => die("A rejection was not handled.", error));

main().catch((error: unknown) => {
  if (!(error instanceof ConfigError)) die("Parley cannot start.", error);
  process.stderr.write(`${error.message.replace(/\s*\n\s*/g, " ")}\n`);
  process.exit(1);
});
