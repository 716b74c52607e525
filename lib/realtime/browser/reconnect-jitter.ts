import type Pusher from "pusher-js";
import { retryDelay } from "../../browser/retry-delay.ts";

/** After a restart every client reconnects; their attempts are spread over this time. */
export const JITTER_MS = 1500;
/** Opening a socket takes this long on a slow network; a client that starts anew sooner would never get through. */
const OPENING_MS = 4000;

/**
 * Milliseconds after which a client that is still not connected starts anew, for attempt n from 0. pusher-js alone
 * waits 15 s and more between attempts.
 */
export function reconnectDelay(n: number): number {
  return Math.max(OPENING_MS, retryDelay(n, { firstMs: 2500, maxMs: 20_000 })) + Math.random() * JITTER_MS;
}

/**
 * Adds jitter to the fixed retry times of pusher-js, so that a restarted server does not meet all its clients at once.
 */
export function addRetryJitter(pusher: Pusher): void {
  const manager = pusher.connection as unknown as { retryIn?: (delayMs: number) => void };
  const retryIn = manager.retryIn?.bind(manager);
  if (retryIn) manager.retryIn = (delayMs) => retryIn(delayMs + Math.random() * JITTER_MS);
}
