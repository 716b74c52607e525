import { ApiError } from "./api.ts";
import { type RetrySchedule, retryDelay, withJitter } from "./retry-delay.ts";

/**
 * Milliseconds to wait after the try number `attempt` of a request to our API has failed with `error`: about as long as
 * the server asks, if it does. Null when the server refused for good.
 */
export function apiRetryDelay(
  error: unknown,
  attempt: number,
  schedule: RetrySchedule = { firstMs: 400, maxMs: 30_000 },
): number | null {
  if (!(error instanceof ApiError)) return null;
  const delay = retryDelay(attempt, schedule);
  if (error.status === 429) return Math.max(delay, withJitter((error.retryAfterSeconds ?? 0) * 1000));
  // 401: logged out. What failed waits for its author to come back.
  return isPassing(error) || error.status === 401 ? delay : null;
}

/** Whether the same request may succeed later, whoever is logged in. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.code === "network" || error.status >= 500 || error.status === 429);
}
