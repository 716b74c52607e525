import type Pusher from "pusher-js";
import { retryDelay } from "../../browser/retry-delay.ts";
import { sleep } from "../../browser/sleep.ts";

/** pusher-js, which is no part of the page's own scripts. Null when nobody wants it any more. */
export async function loadPusher(isWanted: () => boolean): Promise<typeof Pusher | null> {
  // A page may have lost its network before the library came.
  for (let attempt = 0; isWanted(); attempt++) {
    const module = await import("pusher-js").catch(() => null);
    if (module) return module.default;
    await sleep(retryDelay(attempt, { maxMs: 2000 }));
  }
  return null;
}
