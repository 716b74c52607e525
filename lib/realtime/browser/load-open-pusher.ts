import { retryDelay } from "../../browser/retry-delay.ts";
import { sleep } from "../../browser/sleep.ts";

type OpenPusher = typeof import("./open-pusher.ts").openPusher;

/**
 * Loads pusher-js and what opens its connection, which are not in the page's own scripts. Resolves to null when `isWanted`
 * becomes false.
 */
export async function loadOpenPusher(isWanted: () => boolean): Promise<OpenPusher | null> {
  // Loading is retried, because a page may lose its network before the library is there.
  for (let attempt = 0; isWanted(); attempt++) {
    const module = await import("./open-pusher.ts").catch(() => null);
    if (module) return module.openPusher;
    await sleep(retryDelay(attempt, { maxMs: 2000 }));
  }
  return null;
}
