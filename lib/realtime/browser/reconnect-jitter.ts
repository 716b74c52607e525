import type Pusher from "pusher-js";
import { retryDelay } from "../../browser/retry-delay.ts";

/** Everybody reconnects after a restart: the attempts spread over this time. */
export const JITTER_MS = 1500;
/** A slow network takes so long to open a socket; whoever begins afresh sooner never gets through. */
const OPENING_MS = 4000;

/**
 * Milliseconds after which a client that is still not connected begins afresh, for the n-th time from 0: pusher-js alone
 * waits 15 s and more between its tries.
 */
export function nudgeAfter(n: number): number {
  return Math.max(OPENING_MS, retryDelay(n, { firstMs: 2500, maxMs: 20_000 })) + Math.random() * JITTER_MS;
}

/** pusher-js retries at fixed times; a restarted server would meet all its clients in the same instant. */
export function spreadRetries(pusher: Pusher): void {
  const manager = pusher.connection as unknown as { retryIn?: (delayMs: number) => void };
  const retryIn = manager.retryIn?.bind(manager);
  if (retryIn) manager.retryIn = (delayMs) => retryIn(delayMs + Math.random() * JITTER_MS);
}
