import { CLOSE } from "./codes.ts";
import { type Core, dismiss } from "./core.ts";
import { PING_FRAME } from "./frames.ts";

const LONGEST_SWEEP_MS = 5_000;

/**
 * Pings the silent and closes the dead (4201), for all sockets with one timer that keeps no process alive.
 * The event `pusher:ping` is used, not the protocol's ping: clients of protocol 5 and above must answer it, and a
 * browser answers the other kind even when the page behind it is frozen. Anything received counts as a sign of life.
 * All deadlines are met one sweep early, so that a dead peer is gone within activityTimeoutSeconds + pongTimeoutMs, and
 * one that says nothing of who it is within strangerMs (4009, as documented: "not authorized within timeout").
 */
export function startLiveness(core: Core): () => void {
  const activityMs = core.activityTimeoutSeconds * 1_000;
  const { pongTimeoutMs, strangerMs } = core.limits;
  const sweepMs = Math.max(10, Math.min(LONGEST_SWEEP_MS, activityMs / 8, pongTimeoutMs / 8, strangerMs / 8));
  const timer = setInterval(() => {
    sweep(core, activityMs - sweepMs, pongTimeoutMs - sweepMs);
    dismissStrangers(core, strangerMs - sweepMs);
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
      if (nowMs - peer.pingedMs >= unansweredMs) dismiss(core, peer, CLOSE.pongMissing, "Pong reply not received");
    } else if (nowMs - peer.lastHeardMs >= silentMs) {
      peer.pingedMs = nowMs;
      peer.send(PING_FRAME);
    }
  }
}

function dismissStrangers(core: Core, waitMs: number): void {
  const nowMs = performance.now();
  for (let peer = core.strangers.oldest(); peer && nowMs - peer.openedMs >= waitMs; peer = core.strangers.oldest())
    dismiss(core, peer, CLOSE.unauthorized, "Connection not authorized within timeout");
}
