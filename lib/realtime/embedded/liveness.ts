import { CLOSE_CODE } from "./codes.ts";
import { type Core, closePeer } from "./core.ts";
import { PING_FRAME } from "./frames.ts";

const LONGEST_SWEEP_MS = 5_000;

/**
 * Pings silent peers and closes dead ones (4201), with one timer for all sockets that does not keep the process alive.
 * It sends the event `pusher:ping` instead of a WebSocket ping: clients of protocol 5 and above must answer the event,
 * whereas a browser answers a WebSocket ping even when its page is frozen. Anything received counts as a sign of life.
 * All deadlines are checked one sweep early, so that a dead peer is closed within activityTimeoutSeconds +
 * pongTimeoutMs, and an unauthenticated socket within authenticationTimeoutMs (4009, documented as "not authorized
 * within timeout"). Returns a function that stops the timer.
 */
export function startLiveness(core: Core): () => void {
  const activityMs = core.activityTimeoutSeconds * 1_000;
  const { pongTimeoutMs, authenticationTimeoutMs } = core.limits;
  const sweepMs = Math.max(
    10,
    Math.min(LONGEST_SWEEP_MS, activityMs / 8, pongTimeoutMs / 8, authenticationTimeoutMs / 8),
  );
  const timer = setInterval(() => {
    sweep(core, activityMs - sweepMs, pongTimeoutMs - sweepMs);
    closeUnauthenticated(core, authenticationTimeoutMs - sweepMs);
  }, sweepMs);
  timer.unref();
  return () => clearInterval(timer);
}

function sweep(core: Core, silentMs: number, unansweredMs: number): void {
  const nowMs = performance.now();
  core.cache.sweep(nowMs);
  core.clientRates.sweep(nowMs);
  for (const peer of core.peers.values()) {
    if (peer.pingedMs !== null) {
      if (nowMs - peer.pingedMs >= unansweredMs)
        closePeer(core, peer, CLOSE_CODE.pongMissing, "Pong reply not received");
    } else if (nowMs - peer.lastActivityMs >= silentMs) {
      peer.pingedMs = nowMs;
      peer.send(PING_FRAME);
    }
  }
}

function closeUnauthenticated(core: Core, waitMs: number): void {
  const nowMs = performance.now();
  for (
    let peer = core.unauthenticated.oldest();
    peer && nowMs - peer.openedMs >= waitMs;
    peer = core.unauthenticated.oldest()
  )
    closePeer(core, peer, CLOSE_CODE.unauthorized, "Connection not authorized within timeout");
}
