import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/tests/support/server.ts";
import { innermostChild, settledBytes } from "../support/process.ts";
import { median } from "../support/stats.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { Scenario } from "../support/types.ts";

const SETTLING_SECONDS = 15;
const WAIT_MS = 60_000;

/** Runs `npm start` as a person does. The first start also makes the database. */
export const startUp: Scenario = async ({ quick }) => {
  const dataDir = temporaryFolder();
  await start(dataDir, 0);
  const starts = [];
  for (let i = 0; i < (quick ? 1 : 3); i++) starts.push(await start(dataDir, quick ? 3 : SETTLING_SECONDS));
  return {
    title: "Start and rest",
    about:
      "`npm start` for the second time until /api/health answers, and the memory of the server when nothing happens.",
    limit: null,
    rows: [
      {
        name: "Parley",
        values: { ready: median(starts.map((one) => one.ready)), memory: median(starts.map((one) => one.memory)) },
      },
    ],
  };
};

async function start(dataDir: string, settlingSeconds: number): Promise<{ ready: number; memory: number }> {
  const port = await freePort();
  const env = { ...process.env, HOST: "127.0.0.1", PORT: String(port), DATA_DIR: dataDir };
  const began = performance.now();
  const child = spawn("npm", ["start"], { env, stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("close", resolve));
  try {
    await healthy(`http://127.0.0.1:${port}/api/health`);
    const ready = (performance.now() - began) / 1000;
    return { ready, memory: (await settledBytes(innermostChild(child.pid as number), settlingSeconds)) / 2 ** 20 };
  } finally {
    const server = innermostChild(child.pid as number);
    process.kill(server, "SIGTERM");
    await ended;
  }
}

async function healthy(url: string): Promise<void> {
  for (const deadline = Date.now() + WAIT_MS; ; await sleep(20)) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error("The server did not start.");
  }
}
