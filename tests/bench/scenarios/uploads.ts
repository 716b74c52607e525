import { fork } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { register } from "@/tests/support/cast.ts";
import { startServer } from "@/tests/support/server.ts";
import { pdf, put, ticketFor } from "@/tests/support/upload-files.ts";
import { residentBytes } from "../support/process.ts";
import { PARLEY } from "../support/row-names.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { Row, Scenario } from "../support/types.ts";

export const BARE_UPLOAD = "Bare Node, stream to disk";
const BARE_SERVER = path.resolve("tests/bench/support/bare-upload.ts");
const FILE = pdf(16_000_000);
const AT_ONCE = 10;
const SAMPLE_MS = 20;

/** Uploads one file of 16 MB, with all requests that the protocol needs. */
type Upload = () => Promise<unknown>;

export const uploads: Scenario = async ({ quick }) => {
  const rounds = quick ? 3 : 15;
  return {
    title: "Uploads of 16 MB",
    about: `${rounds} one after the other, each on disk (fsync) before it is answered; then the most memory above rest while ${AT_ONCE} run at once.`,
    limit: BARE_UPLOAD,
    rows: [await parley(rounds), await bare(rounds)],
  };
};

async function parley(rounds: number): Promise<Row> {
  const server = await startServer({ env: { LIMIT_UPLOAD: "100000/60" } });
  try {
    const ada = await register(server, "ada");
    const upload = async () => {
      const { url } = await ticketFor(ada, "long.pdf", FILE.length);
      const { status } = await put(ada, url, FILE);
      if (status !== 200) throw new Error(`An upload was answered with ${status}.`);
    };
    return { name: PARLEY, values: await measure(upload, server.pid, rounds) };
  } finally {
    await server.stop();
  }
}

async function bare(rounds: number): Promise<Row> {
  const child = fork(BARE_SERVER, [temporaryFolder()], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  try {
    const port = await new Promise<number>((resolve) => child.once("message", (value) => resolve(Number(value))));
    const nobody = { token: "" } as Parameters<typeof put>[0];
    const upload = () => put(nobody, `http://127.0.0.1:${port}/`, FILE);
    return { name: BARE_UPLOAD, values: await measure(upload, child.pid as number, rounds) };
  } finally {
    child.kill();
  }
}

async function measure(upload: Upload, pid: number, rounds: number): Promise<Row["values"]> {
  for (let n = 0; n < 2; n++) await upload();
  const began = performance.now();
  for (let n = 0; n < rounds; n++) await upload();
  const seconds = (performance.now() - began) / 1000;
  const throughput = (rounds * FILE.length) / 1e6 / seconds;

  const rest = residentBytes(pid);
  let most = rest;
  let isRunning = true;
  const running = Promise.all(Array.from({ length: AT_ONCE }, upload)).finally(() => {
    isRunning = false;
  });
  while (isRunning) {
    most = Math.max(most, residentBytes(pid));
    await sleep(SAMPLE_MS);
  }
  await running;
  return { throughput, growth: (most - rest) / 2 ** 20 };
}
