import type { Hub } from "./embedded/hub.ts";

const HUB = Symbol.for("parley.hub");

/**
 * Hands the embedded server's hub from server.ts to Next's side. They are two module graphs in one process, so the one
 * thing that both see is this symbol on `globalThis`.
 */
export function setHub(hub: Hub): void {
  (globalThis as { [HUB]?: Hub })[HUB] = hub;
}

/** The hub of the embedded live server, or null when live events go to an external one. */
export function getHub(): Hub | null {
  return (globalThis as { [HUB]?: Hub })[HUB] ?? null;
}
