import type Pusher from "pusher-js";
import { retryDelay } from "../../browser/retry-delay.ts";
import { sleep } from "../../browser/sleep.ts";

/** Loads pusher-js, which is not in the page's own scripts. Resolves to null when `isWanted` becomes false. */
export async function loadPusher(isWanted: () => boolean): Promise<typeof Pusher | null> {
  // Loading is retried, because a page may lose its network before the library is there.
  for (let attempt = 0; isWanted(); attempt++) {
    const module = await import("pusher-js").catch(() => null);
    if (module) return module.default;
    await sleep(retryDelay(attempt, { maxMs: 2000 }));
  }
  return null;
}
