import { CLOSE } from "./codes.ts";
import { type Core, dismiss } from "./core.ts";
import { PING_FRAME } from "./frames.ts";

const LONGEST_SWEEP_MS = 5_000;

/**
 * Pings the silent and closes the dead (4201), for all sockets with one timer that keeps no process alive.
 * The event `pusher:ping` is used, not the protocol's ping: clients of protocol 5 and above must answer it, and a
 * browser answers the other kind even when the page behind it is frozen. Anything received counts as a sign of life.
 * Both deadlines are met one sweep early, so that a peer is gone within activityTimeoutSeconds + pongTimeoutMs.
 */
export function startLiveness(core: Core): () => void {
  const activityMs = core.activityTimeoutSeconds * 1_000;
  const sweepMs = Math.max(10, Math.min(LONGEST_SWEEP_MS, activityMs / 8, core.limits.pongTimeoutMs / 8));
  const timer = setInterval(() => sweep(core, activityMs - sweepMs, core.limits.pongTimeoutMs - sweepMs), sweepMs);
  timer.unref();
  return () => clearInterval(timer);
}

function sweep(core: Core, silentMs: number, unansweredMs: number): void {
  const nowMs = performance.now();
  core.cache.sweep(nowMs);
  for (const peer of core.peers.values()) {
    if (peer.pingedMs !== null) {
      if (nowMs - peer.pingedMs >= unansweredMs) dismiss(core, peer, CLOSE.pongMissing, "Pong reply not received");
    } else if (nowMs - peer.lastHeardMs >= silentMs) {
      peer.pingedMs = nowMs;
      peer.send(PING_FRAME);
    }
  }
}
