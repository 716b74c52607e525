// docs/security.md A4, N5: what stops attackers and floods is counted for all processes together.
import { afterAll, beforeAll, expect, test } from "vitest";
import { loginThrottle } from "@/lib/auth/login-throttle.ts";
import { closeDoors, db, openDoors } from "@/lib/db/doors.ts";
import { enforceLimit } from "@/lib/http/rate-limiter.ts";
import type { LimitName } from "@/lib/rate-limit-settings.ts";
import { type FaultyProxy, startFaultyProxy } from "../support/faulty-proxy.ts";
import { refusal } from "../unit/accounts/register-viewer.ts";
import { type OtherProcess, startOne } from "./support/processes.ts";
import "./support/not-alone.ts";

Object.assign(process.env, { LIMIT_SEND: "20/600", LIMIT_LOGIN_PER_ACCOUNT: "6/600", LIMIT_SEARCH: "3/600" });
const ALLOWED = 20;

let other: OtherProcess;
let proxy: FaultyProxy;
// It goes to the database itself, and not through the proxy.
const started = startOne();

beforeAll(async () => {
  const url = new URL(process.env.DATABASE_URL ?? "");
  proxy = await startFaultyProxy(Number(url.port));
  url.port = String(proxy.port);
  process.env.DATABASE_URL = url.href;
  await openDoors();
  other = await started;
});
afterAll(async () => {
  await closeDoors();
  await proxy.close();
});

/** How many of so many requests at once are let through. */
async function letThrough(times: number, request: () => Promise<void>): Promise<number> {
  const asked = await Promise.allSettled(Array.from({ length: times }, request));
  return asked.filter(({ status }) => status === "fulfilled").length;
}
const here = (who: string, times: number) => letThrough(times, () => enforceLimit("send", who));
const inOther = (name: LimitName, who: string, times: number) => letThrough(times, () => other.enforceLimit(name, who));

test("of what one person sends through two processes at once as much is let through as the limit says, and others go on", async () => {
  const [one, two] = await Promise.all([here("ada", 30), inOther("send", "ada", 30)]);
  expect(one + two).toBe(ALLOWED);
  expect([await here("ada", 1), await inOther("send", "ada", 1)]).toEqual([0, 0]);
  expect([await here("grace", 1), await inOther("send", "linus", 1)]).toEqual([1, 1]);
});

test("a flood of one is refused without asking the database again", async () => {
  await here("mallory", ALLOWED + 1);
  const counted = async () => (await db().rateWindow.findMany()).reduce((sum, { count }) => sum + count, 0);
  const before = await counted();
  expect(await here("mallory", 500)).toBe(0);
  expect(await counted()).toBe(before);
});

test("searches are counted in each process for itself, and in no row", async () => {
  const before = await db().rateWindow.count();
  for (let n = 0; n < 3; n++) await enforceLimit("search", "ada");
  expect(await refusal(enforceLimit("search", "ada"))).toBe("rate_limited");
  expect(await inOther("search", "ada", 3)).toBe(3);
  expect(await db().rateWindow.count()).toBe(before);
});

test("of guesses at one account at once no more are made than the limit says, and the right password clears it", async () => {
  const guess = () => loginThrottle("ada", "198.51.100.7").attempt();
  const guesses = await Promise.allSettled(Array.from({ length: 30 }, guess));
  expect(guesses.filter(({ status }) => status === "fulfilled")).toHaveLength(6);
  expect(await refusal(loginThrottle("ada", "198.51.100.7").check())).toBe("rate_limited");
  await loginThrottle("ada", "203.0.113.5").check();
  await loginThrottle("grace", "198.51.100.7").check();
  await loginThrottle("ada", "198.51.100.7").succeeded();
  await loginThrottle("ada", "198.51.100.7").check();
});

test("while the database is away nothing is let through uncounted, and afterwards all is as before", async () => {
  proxy.block();
  proxy.cut();
  expect(await refusal(enforceLimit("send", "grace"))).toBe("unavailable");
  expect(await refusal(loginThrottle("grace", "192.0.2.1").attempt())).toBe("unavailable");
  proxy.restore();
  // Each connection that was cut is noticed when it is used, or a moment before.
  await expect.poll(() => here("grace", 1), { timeout: 20_000 }).toBe(1);
  expect(await refusal(enforceLimit("send", "ada"))).toBe("rate_limited");
});
