// Failed log-ins are counted alike in memory and in the database, where several processes count them together.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { WAIT_MAX_MS } from "@/lib/auth/login-failures.ts";
import { memoryFailures } from "@/lib/auth/login-failures-memory.ts";
import { sharedFailures } from "@/lib/auth/login-failures-shared.ts";
import { closeDoors, db, openDoors, statement } from "@/lib/db/doors.ts";
import { windowSweep } from "@/lib/http/window-sweep.ts";

beforeAll(openDoors);
afterAll(closeDoors);

/** Lets time pass for the rows of the database. */
async function pass(ms: number): Promise<void> {
  await statement.run`UPDATE "RateWindow" SET "endsAt" = "endsAt" - ${ms}, "blockedUntil" = "blockedUntil" - ${ms}`;
}

describe.each([
  ["in memory", memoryFailures],
  ["in the database", sharedFailures],
])("%s", (_, failures) => {
  const limit = { count: 3, seconds: 180 };
  const countTimes = async (times: number, key: string, other = "nobody") => {
    const counted = [];
    for (let n = 0; n < times; n++) counted.push(await failures.count(key, limit, other));
    return counted;
  };

  test("the last failure that is allowed begins a block, and no more are counted", async () => {
    expect(await failures.waitMs(["ada"])).toBeLessThanOrEqual(0);
    expect(await countTimes(5, "ada")).toEqual(["counted", "counted", "begins", "blocked", "blocked"]);
    expect(await failures.waitMs(["elsewhere", "ada"])).toBeGreaterThan(150_000);
    expect(await failures.waitMs(["elsewhere"])).toBeLessThanOrEqual(0);
    await failures.forget("ada");
    expect(await failures.waitMs(["ada"])).toBeLessThanOrEqual(0);
    expect(await countTimes(1, "ada")).toEqual(["counted"]);
  });

  test("of many at once exactly as many are counted as are allowed", async () => {
    const counted = await Promise.all(Array.from({ length: 30 }, () => failures.count("grace", limit, "nobody")));
    expect(counted.filter((one) => one === "counted")).toHaveLength(2);
    expect(counted.filter((one) => one === "begins")).toHaveLength(1);
  });

  test("an account is not counted while its address is blocked, and others are", async () => {
    await countTimes(3, "an address");
    expect(await countTimes(2, "linus", "an address")).toEqual(["blocked", "blocked"]);
    expect(await countTimes(1, "linus", "another address")).toEqual(["counted"]);
  });

  test("a limit of one blocks at once", async () => {
    expect(await failures.count("one", { count: 1, seconds: 60 }, "nobody")).toBe("begins");
    expect(await failures.count("one", { count: 1, seconds: 60 }, "nobody")).toBe("blocked");
  });
});

test("each block lasts twice as long as the one before, up to an hour, and an hour without one forgives all", async () => {
  const once = { count: 1, seconds: 500 };
  const waits = [];
  for (let n = 0; n < 5; n++) {
    expect(await sharedFailures.count("again", once, "nobody")).toBe("begins");
    const wait = await sharedFailures.waitMs(["again"]);
    waits.push(Math.ceil(wait / 10_000) * 10);
    await pass(wait + 1_000);
  }
  expect(waits).toEqual([500, 1000, 2000, 3600, 3600]);
  await pass(WAIT_MAX_MS + 1_000);
  await sharedFailures.count("again", once, "nobody");
  expect(await sharedFailures.waitMs(["again"])).toBeLessThanOrEqual(500_000);
});

test("failures long ago count no more, neither in memory nor in the database", async () => {
  const twice = { count: 2, seconds: 60 };
  await sharedFailures.count("slow", twice, "nobody");
  await pass(61_000);
  expect(await sharedFailures.count("slow", twice, "nobody")).toBe("counted");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  await memoryFailures.count("slow", twice, "nobody");
  vi.setSystemTime(Date.now() + 61_000);
  expect(await memoryFailures.count("slow", twice, "nobody")).toBe("counted");
  vi.useRealTimers();
});

test("rows have no name or address in them, and go when they mean nothing any more", async () => {
  await sharedFailures.count(`ada${"x".repeat(5_000)}`, { count: 1, seconds: 60 }, "198.51.100.7");
  const rows = await db().rateWindow.findMany();
  expect(rows.every(({ key }) => key.length === 24)).toBe(true);
  await windowSweep.run();
  expect(await db().rateWindow.count(), "a block of now is kept").toBeGreaterThan(0);
  await pass(2 * WAIT_MAX_MS);
  const ends = { long: Date.now() - 25 * 60 * 60 * 1000, lately: Date.now() - 60_000 };
  for (const [name, endsAt] of Object.entries(ends))
    await statement.run`INSERT INTO "Lease" ("name", "holder", "endsAt") VALUES (${name}, ${"gone"}, ${endsAt})`;
  await windowSweep.run();
  expect(await db().rateWindow.count()).toBe(0);
  expect((await db().lease.findMany()).map(({ name }) => name)).toEqual(["lately"]);
});
