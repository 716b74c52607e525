import { describe, expect, test, vi } from "vitest";
import { ApiError } from "@/lib/browser/api.ts";
import { apiRetryDelay, isTemporary } from "@/lib/browser/api-retry.ts";
import { retryDelay } from "@/lib/browser/retry-delay.ts";

const TRIES = 40;
const network = new ApiError(0, "network", "The server could not be reached.");
const busy = new ApiError(503, "unavailable", "Busy.");
const loggedOut = new ApiError(401, "unauthorized", "Log in first.");
const tooFast = (retryAfterSeconds?: number) => new ApiError(429, "rate_limited", "Slow down.", { retryAfterSeconds });

/** Fixes Math.random at its least or its greatest value. */
function withChance<T>(chance: number, work: () => T): T {
  const random = vi.spyOn(Math, "random").mockReturnValue(chance);
  try {
    return work();
  } finally {
    random.mockRestore();
  }
}

describe("the wait before another try", () => {
  test("is twice as long each time, up to the longest", () => {
    const waits = withChance(0, () => [0, 1, 2, 3, 4, 99, 5000].map((attempt) => retryDelay(attempt)));
    expect(waits).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
    const own = withChance(0, () => [0, 1, 2].map((attempt) => retryDelay(attempt, { firstMs: 400, maxMs: 1000 })));
    expect(own).toEqual([400, 800, 1000]);
  });

  test("differs from client to client, and is never longer than the longest nor shorter than seven tenths", () => {
    const waits = Array.from({ length: TRIES }, () => retryDelay(9));
    expect(new Set(waits).size).toBeGreaterThan(1);
    for (const wait of waits) {
      expect(wait).toBeGreaterThan(7000 - 1);
      expect(wait).toBeLessThanOrEqual(10_000);
    }
  });

  test("is about what the server asks for, where that is longer", () => {
    expect(withChance(0, () => apiRetryDelay(tooFast(60), 0))).toBe(60_000);
    expect(withChance(0.999, () => apiRetryDelay(tooFast(60), 0))).toBeLessThan(43_000);
    expect(withChance(0, () => apiRetryDelay(tooFast(1), 20))).toBe(30_000);
    expect(withChance(0, () => apiRetryDelay(tooFast(), 0))).toBe(400);
  });

  test("is none when the server refused for good, or the fault is our own", () => {
    expect(apiRetryDelay(new ApiError(422, "invalid", "Not valid."), 0)).toBeNull();
    expect(apiRetryDelay(new ApiError(404, "not_found", "Not there."), 0)).toBeNull();
    expect(apiRetryDelay(new TypeError("x is not a function"), 0)).toBeNull();
  });

  test("is one for somebody who is logged out, whose message waits, though the same request cannot succeed", () => {
    expect(apiRetryDelay(loggedOut, 0)).not.toBeNull();
    expect([network, busy, tooFast(), loggedOut].map(isTemporary)).toEqual([true, true, true, false]);
  });
});
