import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import path from "node:path";
import { attempt, root, StepError, say } from "./steps.mjs";

const FOLDER = path.join(root, "tests", "soketi");
const SCRIPT = path.join(FOLDER, "node_modules", "@soketi", "soketi", "bin", "server.js");
const START_MS = 30_000;

/** Starts a real Soketi on a free port; resolves to how to reach it, as settings of Parley, and how to stop it. */
export async function startSoketi() {
  await install();
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

async function install() {
  const { version } = JSON.parse(readFileSync(path.join(FOLDER, "package-lock.json"), "utf8")).packages[
    "node_modules/@soketi/soketi"
  ];
  const manifest = path.join(FOLDER, "node_modules", "@soketi", "soketi", "package.json");
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version === version) return;
  say("Installing Soketi for the live tests (100 MB).");
  // Its optional native parts are not needed, and their install scripts would compile for minutes.
  const failed = await attempt(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    process.env,
    "quiet",
    FOLDER,
  );
  if (failed) throw new StepError("Soketi could not be installed; the reason stands above.");
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
