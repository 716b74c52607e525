import type { Hub } from "./embedded/hub.ts";

const HUB = Symbol.for("parley.hub");

/**
 * Hands the embedded server's hub from server.ts to the code inside Next. The two have separate module graphs in one
 * process, so a symbol on `globalThis` is the only thing that both can see.
 */
export function setHub(hub: Hub): void {
  (globalThis as { [HUB]?: Hub })[HUB] = hub;
}

/** Returns the hub of the embedded live server, or null when live events go to an external one. */
export function getHub(): Hub | null {
  return (globalThis as { [HUB]?: Hub })[HUB] ?? null;
}
