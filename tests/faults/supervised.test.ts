// docs/reliability.md O2: the server behind `npm start` is restarted after a crash, and not after a request to end.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cast } from "../support/cast.ts";
import { runAtStart } from "../support/run-at-start.ts";
import { freePort, spawnServer, startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const script = "tests/support/run-supervised.mjs";
const CRASHES = `process.on("SIGUSR2", () => setTimeout(() => { throw new Error("boom") }))`;

/** The id of the server process that the script runs now. */
function serverOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").at(-1));
}
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test.each([
  ["an exception that nobody catches", "SIGUSR2"],
  ["SIGKILL, as when memory is short", "SIGKILL"],
] as const)(
  "after %s the server is there again, with every message, and SIGTERM ends it for good",
  async (_, fault) => {
    const server = await startServer({ script, env: runAtStart(CRASHES) });
    const { ada, grace } = await cast(server);
    const room = await ada.directWith(grace);
    const first = await ada.send(room, "Before the crash");
    const before = serverOf(server.pid);
    process.kill(before, fault);
    await until(() => !isAlive(before), { what: "the server is gone" });
    const answers = () =>
      grace.api.get("/api/health").then(
        ({ status }) => status === 200,
        () => false,
      );
    await until(answers, { timeoutMs: 30_000, what: "the server is back" });
    const second = await ada.send(room, "After it");
    expect(await grace.fullHistory(room)).toEqual([first, second]);
    expect(server.logs()).toContain("ended unexpectedly");

    const after = serverOf(server.pid);
    expect(after).not.toBe(before);
    expect(await server.stop()).toBe(0);
    expect(isAlive(after)).toBe(false);
  },
);

test("a server that crashes again and again is given up, with the reason", async () => {
  const crashes = `
    const send = process.send;
    if (send) process.send = (...words) => {
      send.apply(process, words);
      setTimeout(() => { throw new Error("boom") }, 50);
    };`;
  const server = await spawnServer({ script, env: runAtStart(crashes) });
  expect(await server.ended).toBe(1);
  expect(server.logs().match(/is ready at/g)).toHaveLength(5);
  expect(server.logs().match(/"message":"boom"/g)).toHaveLength(5);
  expect(server.logs()).toContain("ended unexpectedly 5 times within a minute, the last time with exit code 1");
});

test("a server that cannot start is not tried again", async () => {
  const server = await spawnServer({ script, env: { REGISTRATION: "sometimes" } });
  expect(await server.ended).toBe(1);
  expect(server.logs().match(/REGISTRATION/g)).toHaveLength(1);
});

test("should what watches over the server be killed, the server ends in good order and leaves its port", async () => {
  const port = await freePort();
  const server = await startServer({ script, port });
  const child = serverOf(server.pid);
  await server.kill();
  await until(() => !isAlive(child), { timeoutMs: 15_000, what: "the server ends too" });
  const next = await startServer({ port, dataDir: server.dataDir });
  expect(await next.stop()).toBe(0);
});
