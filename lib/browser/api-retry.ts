import { ApiError } from "./api.ts";
import { type RetrySchedule, retryDelay, withJitter } from "./retry-delay.ts";

/**
 * Returns the milliseconds to wait after attempt number `attempt` of a request to our API has failed with `error`. When
 * the server asks for a wait, it is about that long, spread by jitter. Returns null when the server refused for good.
 */
export function apiRetryDelay(
  error: unknown,
  attempt: number,
  schedule: RetrySchedule = { firstMs: 400, maxMs: 30_000 },
): number | null {
  if (!(error instanceof ApiError)) return null;
  const delay = retryDelay(attempt, schedule);
  if (error.status === 429) return Math.max(delay, withJitter((error.retryAfterSeconds ?? 0) * 1000));
  // 401 means logged out; the request waits until its author has logged in again.
  return isTemporary(error) || error.status === 401 ? delay : null;
}

/** Whether the same request may succeed later: the network failed, or the server answered 429 or 5xx. */
export function isTemporary(error: unknown): boolean {
  return error instanceof ApiError && (error.code === "network" || error.status >= 500 || error.status === 429);
}
