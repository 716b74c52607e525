import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { enforceLimit } from "@/lib/http/rate-limiter.ts";

/** This is more than the number of windows that are kept. */
const FLOOD = 100_001;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const isRefused = async (who: string): Promise<boolean> => {
  try {
    await enforceLimit("registrationPerAddress", who);
    return false;
  } catch {
    return true;
  }
};

test("a window of an hour outlasts a flood of windows that are over, though nothing was asked in it meanwhile", async () => {
  while (!(await isRefused("203.0.113.9")));
  for (let n = 1; n < FLOOD; n++) {
    if (n === FLOOD - 1) vi.setSystemTime(5 * 60_000);
    await enforceLimit("request", `user ${n}`);
  }
  expect(await isRefused("203.0.113.9")).toBe(true);
  vi.setSystemTime(61 * 60_000);
  expect(await isRefused("203.0.113.9")).toBe(false);
});
