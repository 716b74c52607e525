import { EventEmitter } from "node:events";
import { createServer, type Server } from "node:http";
import next from "next";
import { getConfig } from "./lib/config.ts";
import { prepareDatabase } from "./lib/db/prepare-database.ts";
import { answerDirectly } from "./lib/http/direct/answer-directly.ts";
import { answerKeptPages } from "./lib/http/direct/kept-pages.ts";
import { readRoutes } from "./lib/http/direct/route-table.ts";
import { countRequests } from "./lib/http/front/drain.ts";
import { listen } from "./lib/http/front/listen.ts";
import { frontRequests } from "./lib/http/front/requests.ts";
import { frontUpgrades } from "./lib/http/front/upgrades.ts";
import { setBuiltConfig } from "./lib/process/built-config.ts";
import { endOnSignal } from "./lib/process/end-on-signal.ts";
import { endOnUnexpectedFaults, failToStart } from "./lib/process/fatal-errors.ts";
import { logConsoleAsJson } from "./lib/process/json-console.ts";
import { setLongLived } from "./lib/process/long-lived.ts";
import { runShutdown } from "./lib/process/shutdown.ts";
import { whenStarted } from "./lib/process/start-signal.ts";
import { startEmbedded } from "./lib/realtime/start-embedded.ts";

const dev = process.env.NODE_ENV !== "production";
const BUILD_FOLDER = ".next";
/** The time for an orderly end, and the part of it in which live sockets may close. */
const SHUTDOWN_MS = dev ? 1_000 : 9_000;
const SOCKETS_SHUTDOWN_MS = 5_000;
/**
 * The time is longer than the idle time of common proxies, so that the proxy and not the server ends an idle
 * connection.
 */
const KEEP_ALIVE_MS = 75_000;

async function main(): Promise<void> {
  setLongLived();
  if (!dev) {
    logConsoleAsJson();
    setBuiltConfig(BUILD_FOLDER);
  }
  const config = getConfig();
  await prepareDatabase(config);
  const embedded = startEmbedded(config);
  // Next would handle every upgrade request of the real server. This emitter passes only Next's own to it, those of hot
  // reload.
  const upgrades = new EventEmitter() as Server;
  const app = next({ dev, hostname: config.host, port: config.port, httpServer: upgrades });
  await app.prepare();
  await whenStarted();

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  const front = {
    config,
    embedded,
    staticFolder: dev ? null : `${BUILD_FOLDER}/static`,
  };
  const handle = app.getRequestHandler();
  const isDirect = !dev && !config.apiThroughNext;
  server.on(
    "request",
    frontRequests(front, isDirect ? answerDirectly(readRoutes(BUILD_FOLDER), answerKeptPages(handle)) : handle),
  );
  server.on("upgrade", frontUpgrades(embedded, dev ? upgrades : null));
  const drain = countRequests(server, config.trustProxy > 0);
  process.stdout.write(`Parley is ready at ${await listen(server, config)}\n`);
  process.send?.("ready");

  endOnSignal(SHUTDOWN_MS, async () => {
    await Promise.all([embedded?.close(SOCKETS_SHUTDOWN_MS), drain()]);
    await app.close();
    await runShutdown();
  });
}

endOnUnexpectedFaults();
main().catch(failToStart);
