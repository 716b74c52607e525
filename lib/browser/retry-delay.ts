/** A part of each wait is chance, so that the clients of a server that comes back do not all ask in one instant. */
const JITTER = 0.3;

/** The wait before the second try, and the longest one. Between them each wait is twice as long as the one before. */
export type RetrySchedule = { firstMs?: number; maxMs?: number };

/** Milliseconds to wait after the try number `attempt`, counted from 0, has failed. */
export function retryDelay(attempt: number, { firstMs = 1000, maxMs = 10_000 }: RetrySchedule = {}): number {
  return withJitter(Math.min(firstMs * 2 ** attempt, maxMs));
}

export const withJitter = (ms: number): number => ms * (1 - JITTER * Math.random());
