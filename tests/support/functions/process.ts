import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync } from "node:fs";
import { type IncomingMessage, request as send } from "node:http";
import path from "node:path";

/** The user and the group that own nothing, by their numbers on Linux. */
const NOBODY = 65_534;
const PROGRAM = "parley-function.mjs";

type Call = {
  method: string;
  /** The path and the query. */
  url: string;
  headers: Record<string, string | string[]>;
  body: Buffer;
};

export type FunctionProcess = {
  /** Calls the function in `file`. It is woken for that, and frozen again when it is done. */
  call(file: string, call: Call): Promise<IncomingMessage>;
  logs(): string;
  /** Resolves when the process has been frozen, so that nothing of earlier calls goes on. */
  frozen(): Promise<void>;
  stop(): void;
};

/**
 * Starts a process of functions in `folder`: as a user who owns nothing when root starts it, without a home, with these
 * settings alone, and with a file system that it can only read. Between calls it stands still, as on a host that freezes
 * functions.
 */
export async function startFunctionProcess(folder: string, env: Record<string, string>): Promise<FunctionProcess> {
  copyFileSync(path.resolve("tests/support/functions/function.mjs"), path.join(folder, PROGRAM));
  const isRoot = process.getuid?.() === 0;
  const child = spawn(process.execPath, [...permissions(folder), PROGRAM], {
    cwd: folder,
    env: { NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  running.add(child);
  let words = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      words += text;
    });
  let calls = 0;
  let isFrozen = false;
  let waiting: (() => void)[] = [];
  const started = new Promise<number>((resolve, reject) => {
    child.on("message", (message: "idle" | { port: number }) => {
      if (message !== "idle") return resolve(message.port);
      if (calls > 0 || isFrozen) return;
      isFrozen = child.kill("SIGSTOP");
      for (const done of waiting.splice(0)) done();
    });
    child.once("error", reject);
    child.once("close", (code) => {
      running.delete(child);
      reject(new Error(`A process of functions ended with ${code}:\n${words}`));
    });
  });
  const listening = await started;
  return {
    async call(file, { method, url, headers, body }) {
      calls += 1;
      if (isFrozen) child.kill("SIGCONT");
      isFrozen = false;
      const options = { port: listening, host: "127.0.0.1", method, path: url, agent: false as const };
      return new Promise((resolve, reject) => {
        const finish = () => {
          calls -= 1;
        };
        const request = send({ ...options, headers: { ...headers, "x-function": file } }, (reply) => {
          reply.once("close", finish);
          resolve(reply);
        });
        // Node may report two errors of one broken connection.
        request.on("error", () => {});
        request.once("error", (error) => {
          finish();
          reject(new Error(`${error.message}\n${words.slice(-3000)}`));
        });
        request.end(body);
      });
    },
    logs: () => words,
    frozen: () =>
      isFrozen
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting = [...waiting, resolve];
          }),
    stop: () => void child.kill("SIGKILL"),
  };
}

/** Node's own permissions: to read the folder and load what is built for this machine, and to write nothing anywhere. */
function permissions(folder: string): string[] {
  const [major = 0] = process.versions.node.split(".").map(Number);
  const flag = major >= 24 ? "--permission" : "--experimental-permission";
  return [flag, `--allow-fs-read=${folder}`, "--allow-addons", "--no-warnings"];
}

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
