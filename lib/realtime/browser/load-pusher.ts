import type Pusher from "pusher-js";

/** Between two tries to load the library: a page may have lost its network before it came. */
const RETRY_MS = 2000;

/** pusher-js, which is no part of the page's own scripts. Null when nobody wants it any more. */
export async function loadPusher(isWanted: () => boolean): Promise<typeof Pusher | null> {
  while (isWanted()) {
    const module = await import("pusher-js").catch(() => null);
    if (module) return module.default;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  return null;
}
