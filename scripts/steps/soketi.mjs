import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import path from "node:path";
import { freePort } from "./free-port.mjs";
import { installBeside } from "./install-beside.mjs";
import { root, StepError } from "./run.mjs";

const FOLDER = path.join(root, "tests", "soketi");
const SCRIPT = path.join(FOLDER, "node_modules", "@soketi", "soketi", "bin", "server.js");
const START_MS = 30_000;

/** Starts a real Soketi on a free port. Resolves to Parley's settings for it, and a function that stops it. */
export async function startSoketi() {
  await installBeside(FOLDER, "@soketi/soketi", "Soketi for the live tests (100 MB)");
  const [port, metricsPort] = [await freePort(), await freePort()];
  const app = { id: "parley-test", key: randomBytes(10).toString("hex"), secret: randomBytes(20).toString("hex") };
  const env = {
    ...process.env,
    SOKETI_HOST: "127.0.0.1",
    SOKETI_PORT: String(port),
    SOKETI_METRICS_SERVER_PORT: String(metricsPort),
    SOKETI_DEFAULT_APP_ID: app.id,
    SOKETI_DEFAULT_APP_KEY: app.key,
    SOKETI_DEFAULT_APP_SECRET: app.secret,
    SOKETI_DEFAULT_APP_ENABLE_CLIENT_MESSAGES: "true",
    SOKETI_DEFAULT_APP_USER_AUTHENTICATION: "true",
    NODE_NO_WARNINGS: "1",
  };
  const child = spawn(process.execPath, [SCRIPT, "start"], { cwd: FOLDER, env, stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += chunk));
  process.once("exit", () => child.kill("SIGKILL"));
  const deadline = Date.now() + START_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new StepError(`Soketi did not start:\n${words}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    settings: {
      PUSHER_HOST: "127.0.0.1",
      PUSHER_PORT: String(port),
      PUSHER_TLS: "false",
      PUSHER_APP_ID: app.id,
      PUSHER_KEY: app.key,
      PUSHER_SECRET: app.secret,
    },
    pid: child.pid,
    stop: () => child.kill("SIGTERM"),
  };
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
