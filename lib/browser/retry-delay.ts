/** The random part of each wait, so that clients do not all return at once when a server is back. */
const JITTER = 0.3;

/**
 * The wait before the second attempt, and the longest wait. Between them each wait is twice as long as the one before.
 */
export type RetrySchedule = { firstMs?: number; maxMs?: number };

/** Returns the milliseconds to wait after attempt number `attempt`, counted from 0, has failed. */
export function retryDelay(attempt: number, { firstMs = 1000, maxMs = 10_000 }: RetrySchedule = {}): number {
  return withJitter(Math.min(firstMs * 2 ** attempt, maxMs));
}

export const withJitter = (ms: number): number => ms * (1 - JITTER * Math.random());
