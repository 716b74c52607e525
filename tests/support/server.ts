import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { copyTemplateFor, databaseSettings, onPostgresql } from "./database.ts";
import { copyTemplate } from "./template-database.ts";

/** The file that `npm run build` makes and `npm start` runs. */
const SERVER_FILE = path.resolve(".next/parley/server.mjs");
const START_TIMEOUT_MS = 90_000;

/** Limits so high that only tests which lower them reach them. */
const GENEROUS = {
  LIMIT_LOGIN_PER_ADDRESS: "1000000/60",
  LIMIT_REGISTRATION: "1000000/60",
  LIMIT_SEND: "1000000/60",
  LIMIT_ROOM: "1000000/60",
  LIMIT_SEARCH: "1000000/60",
  LIMIT_REQUEST: "100000000/60",
};

export type TestServer = {
  url: string;
  port: number;
  dataDir: string;
  pid: number;
  /** Everything that the process has written, on both streams. */
  logs(): string;
  /** Sends SIGTERM and resolves to the exit code when the process has ended. */
  stop(): Promise<number | null>;
  /** Sends SIGKILL. The data stay, so that `startServer({ dataDir })` can continue with them. */
  kill(): Promise<void>;
  /** Resolves to the exit code when the process ends by itself. */
  ended: Promise<number | null>;
};

type StartOptions = {
  env?: Record<string, string>;
  port?: number;
  /** The data folder of an earlier server. Without it, a new one is made and deleted when the tests end. */
  dataDir?: string;
  /** The script to run instead of the server: the one behind `npm start`. */
  script?: string;
};

const running = new Set<ChildProcess>();
const folders = new Set<string>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Starts the production server with a database of its own and waits until it is healthy. */
export async function startServer(options: StartOptions = {}): Promise<TestServer> {
  const server = await spawnServer(options);
  const deadline = Date.now() + START_TIMEOUT_MS;
  let exited = false;
  void server.ended.then(() => {
    exited = true;
  });
  while (!(await isHealthy(server.url))) {
    if (exited || Date.now() > deadline) {
      await server.kill();
      throw new Error(`The server did not start:\n${server.logs()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return server;
}

/** Starts the server and returns at once, for tests of a start that fails. */
export async function spawnServer(options: StartOptions = {}): Promise<TestServer> {
  if (!existsSync(SERVER_FILE)) throw new Error("There is no built server: run npm run build first.");
  const port = options.port ?? (await freePort());
  const dataDir = options.dataDir ?? (await newDataDir());
  const child = spawn(process.execPath, ["--enable-source-maps", options.script ?? SERVER_FILE], {
    env: {
      ...environment(),
      ...(await databaseSettings(dataDir)),
      PORT: String(port),
      DATA_DIR: dataDir,
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let words = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      words += text;
    });
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    pid: child.pid ?? 0,
    logs: () => words,
    stop: () => end("SIGTERM"),
    kill: async () => void (await end("SIGKILL")),
    ended,
  };
}

/** A port on which nothing listens now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** A folder with an empty database, in it or on PostgreSQL, which is deleted when the tests end. */
export async function newDataDir(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "parley-test-"));
  folders.add(folder);
  if (onPostgresql()) await copyTemplateFor(folder);
  else await copyTemplate(folder);
  return folder;
}

/**
 * The server gets only the variables that it needs, so that the settings of the person who runs the tests change
 * nothing.
 */
function environment(): NodeJS.ProcessEnv {
  const { PATH = "", HOME = "" } = process.env;
  const common = { PATH, HOME, NODE_ENV: "production", HOST: "127.0.0.1", NEXT_TELEMETRY_DISABLED: "1" } as const;
  return { ...common, ...GENEROUS, ...liveTransport() };
}

/** With TEST_SOKETI, which scripts/test.mjs sets, every server publishes its live events through that Soketi. */
function liveTransport(): Record<string, string> {
  return process.env.TEST_SOKETI ? JSON.parse(process.env.TEST_SOKETI) : {};
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
