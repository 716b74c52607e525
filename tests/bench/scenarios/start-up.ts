import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { browserOf } from "@/tests/support/browser-session.ts";
import { register } from "@/tests/support/cast.ts";
import { freePort } from "@/tests/support/server.ts";
import { innermostChild, settledBytes } from "../support/process.ts";
import { AFTER_TWENTY, PARLEY } from "../support/row-names.ts";
import { median } from "../support/stats.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { Scenario } from "../support/types.ts";

const SETTLING_SECONDS = 15;
const WAIT_MS = 60_000;
/** Everybody comes from this machine. */
const MANY_FROM_HERE = { LIMIT_REGISTRATION: "1000/60", LIMIT_LOGIN_PER_ADDRESS: "1000/60" };

/** Runs `npm start` as a person does. The first start also makes the database. */
export const startUp: Scenario = async ({ quick }) => {
  const dataDir = temporaryFolder();
  await start(dataDir, 0);
  const starts = [];
  const settling = quick ? 3 : SETTLING_SECONDS;
  for (let i = 0; i < (quick ? 1 : 3); i++) starts.push(await start(dataDir, settling));
  const used = await start(dataDir, quick ? 3 : 4 * SETTLING_SECONDS, (server) => useIt(server, quick ? 3 : 20));
  return {
    title: "Start and rest",
    about:
      "`npm start` for the second time until /api/health answers, and the memory of the server when nothing happens; then, a minute after twenty people have registered, logged in and talked.",
    limit: null,
    rows: [
      {
        name: PARLEY,
        values: { ready: median(starts.map((one) => one.ready)), memory: median(starts.map((one) => one.memory)) },
      },
      { name: AFTER_TWENTY, values: { memory: used.memory } },
    ],
  };
};

type Use = (server: { url: string }) => Promise<unknown>;

async function start(dataDir: string, settlingSeconds: number, use?: Use): Promise<{ ready: number; memory: number }> {
  const port = await freePort();
  const env = { ...process.env, ...MANY_FROM_HERE, HOST: "127.0.0.1", PORT: String(port), DATA_DIR: dataDir };
  const began = performance.now();
  const child = spawn("npm", ["start"], { env, stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("close", resolve));
  try {
    await healthy(`http://127.0.0.1:${port}/api/health`);
    const ready = (performance.now() - began) / 1000;
    await use?.({ url: `http://127.0.0.1:${port}` });
    return { ready, memory: (await settledBytes(innermostChild(child.pid as number), settlingSeconds)) / 2 ** 20 };
  } finally {
    const server = innermostChild(child.pid as number);
    process.kill(server, "SIGTERM");
    await ended;
  }
}

/** Each of so many people registers, logs in with a browser, opens the pages of a room and writes there. */
async function useIt(server: { url: string }, people: number): Promise<void> {
  for (let i = 0; i < people; i++) {
    const person = await register(server, `person-${i}`);
    const room = await person.general();
    const { api } = await browserOf(person);
    for (const page of ["/login", "/", `/rooms/${room.id}`]) await api.get(page);
    for (let n = 0; n < 10; n++)
      await person.send(room, `**Number ${n}** of ${person.username}: https://example.org :tada:`);
    await person.rooms();
  }
}

async function healthy(url: string): Promise<void> {
  for (const deadline = Date.now() + WAIT_MS; ; await sleep(20)) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error("The server did not start.");
  }
}
