// docs/reliability.md M6: what one process does for all is gone on with by another when it dies.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors, statement } from "@/lib/db/doors.ts";
import { takeLease, withLease } from "@/lib/leases/lease.ts";
import { runIfDue } from "@/lib/leases/periodic-work.ts";
import "./support/not-alone.ts";

const SHORT_MS = 1_500;
const TAKE_TIMEOUT_MS = 20_000;
const children: ChildProcess[] = [];

beforeAll(openDoors);
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(closeDoors);

/** Starts another process that takes the lease and keeps it. */
async function otherProcess(name: string): Promise<ChildProcess> {
  const child = fork(path.join(import.meta.dirname, "lease-holder.ts"), [name, String(SHORT_MS)], {
    execArgv: ["--import", "tsx", "--conditions=react-server"],
  });
  children.push(child);
  const ended = once(child, "exit").then(() => ["ended"]);
  expect((await Promise.race([once(child, "message"), ended]))[0]).toBe("taken");
  return child;
}

/** When the lease ends, by the database's clock. */
const endOf = async (name: string) => Number((await db().lease.findUniqueOrThrow({ where: { name } })).endsAt);

test("a lease that another process holds is refused for as long as it lives, and taken over when it was killed", async () => {
  const holder = await otherProcess("garden");
  const first = await endOf("garden");
  expect(await takeLease("garden")).toBeNull();
  await expect.poll(() => endOf("garden"), { timeout: TAKE_TIMEOUT_MS }).toBeGreaterThan(first);
  expect(await takeLease("garden"), "renewed").toBeNull();
  holder.kill("SIGKILL");
  await expect.poll(() => takeLease("garden"), { timeout: TAKE_TIMEOUT_MS }).not.toBeNull();
});

test("of many who want it at once one gets it, and the next when it was given back", async () => {
  const taken = await Promise.all(Array.from({ length: 20 }, () => takeLease("one of twenty")));
  const [lease, ...more] = taken.filter((one) => one !== null);
  expect([lease !== undefined, more.length]).toEqual([true, 0]);
  expect(await withLease("one of twenty", async () => "never")).toBeNull();
  await lease?.end();
  expect(await withLease("one of twenty", async () => "done")).toEqual({ result: "done" });
  expect(await db().lease.count({ where: { name: "one of twenty" } })).toBe(0);
});

test("whoever lost a lease is told, and takes nothing away from the next", async () => {
  const lost = await takeLease("lost", SHORT_MS);
  await statement.run`UPDATE "Lease" SET "holder" = ${"next"} WHERE "name" = ${"lost"}`;
  await expect.poll(() => lost?.lost.aborted, { timeout: TAKE_TIMEOUT_MS }).toBe(true);
  await lost?.end();
  expect(await db().lease.findUnique({ where: { name: "lost" } })).toMatchObject({ holder: "next" });
});

test("periodic work is done once in its period, whichever process looks, and again after it failed", async () => {
  let runs = 0;
  const work = { name: "sweep", everyMs: 60_000, run: async () => void runs++ };
  const before = Date.now();
  expect(await Promise.all([runIfDue(work), runIfDue(work), runIfDue(work)])).toContain(true);
  expect(await runIfDue(work), "not again in this period").toBe(false);
  expect(runs).toBe(1);
  expect((await endOf("work sweep")) - before).toBeGreaterThan(30_000);

  const failing = { name: "failing", everyMs: 1, run: () => Promise.reject(new Error("no")) };
  expect(await runIfDue(failing)).toBe(false);
  expect(await runIfDue({ ...failing, run: async () => undefined }), "free at once").toBe(true);
});
