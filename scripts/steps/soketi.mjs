import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { accepts } from "./accepts.mjs";
import { freePort } from "./free-port.mjs";
import { installBeside } from "./install-beside.mjs";
import { root, StepError } from "./run.mjs";

const FOLDER = path.join(root, "tests", "soketi");
const SCRIPT = path.join(FOLDER, "node_modules", "@soketi", "soketi", "bin", "server.js");
const START_MS = 30_000;
const HOST = "127.0.0.1";

const running = new Set();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** The app that Parley and Soketi agree on. Several Soketi that stand beside each other have the same. */
export function newSoketiApp() {
  return { id: "parley-test", key: randomBytes(10).toString("hex"), secret: randomBytes(20).toString("hex") };
}

/**
 * Starts a real Soketi, on a free port where none is named. Resolves to Parley's settings for it, and functions that end
 * it. With `environment` it gets further settings of its own, such as those by which several are one.
 *
 * @param {{ port?: number, app?: { id: string, key: string, secret: string }, environment?: Record<string, string> }} options
 */
export async function startSoketi({ port: wanted, app = newSoketiApp(), environment = {} } = {}) {
  await installBeside(FOLDER, "@soketi/soketi", "Soketi for the live tests (100 MB)");
  const [port, metricsPort] = [wanted ?? (await freePort()), await freePort()];
  const env = {
    ...process.env,
    SOKETI_HOST: HOST,
    SOKETI_PORT: String(port),
    SOKETI_METRICS_SERVER_PORT: String(metricsPort),
    SOKETI_DEFAULT_APP_ID: app.id,
    SOKETI_DEFAULT_APP_KEY: app.key,
    SOKETI_DEFAULT_APP_SECRET: app.secret,
    SOKETI_DEFAULT_APP_ENABLE_CLIENT_MESSAGES: "true",
    SOKETI_DEFAULT_APP_USER_AUTHENTICATION: "true",
    NODE_NO_WARNINGS: "1",
    ...environment,
  };
  const child = spawn(process.execPath, [SCRIPT, "start"], { cwd: FOLDER, env, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  void ended.then(() => running.delete(child));
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += chunk));
  const deadline = Date.now() + START_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new StepError(`Soketi did not start:\n${words}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    settings: {
      PUSHER_HOST: HOST,
      PUSHER_PORT: String(port),
      PUSHER_TLS: "false",
      PUSHER_APP_ID: app.id,
      PUSHER_KEY: app.key,
      PUSHER_SECRET: app.secret,
    },
    port,
    pid: child.pid,
    logs: () => words,
    stop: () => child.kill("SIGTERM"),
    /** Ends it at once, and resolves when it is gone. */
    kill() {
      child.kill("SIGKILL");
      return ended;
    },
    ended,
  };
}
