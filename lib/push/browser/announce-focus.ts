import { realtime } from "../../realtime/browser/client.ts";
import { focusChannel } from "../../realtime/channels.ts";

/** Whoever does nothing for this time may have left the desk, and is told on the phone again. */
const IDLE_MS = 2 * 60_000;

/**
 * Lets the server know while the person is looking at this page, so that no device of theirs is notified. Returns a function that ends
 * that.
 */
export function announceFocus(viewerId: string): () => void {
  const ended = new AbortController();
  let stop: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout>;
  const set = (isLooking: boolean) => {
    clearTimeout(timer);
    if (isLooking) timer = setTimeout(set, IDLE_MS, false);
    if (isLooking && !stop) stop = realtime.channels.listen(focusChannel(viewerId), {});
    if (isLooking || !stop) return;
    stop();
    stop = null;
  };
  const follow = () => set(document.visibilityState === "visible" && document.hasFocus());
  const options = { passive: true, signal: ended.signal };
  for (const type of ["focus", "blur", "pointermove", "pointerdown", "keydown"])
    window.addEventListener(type, follow, options);
  document.addEventListener("visibilitychange", follow, options);
  follow();
  return () => {
    ended.abort();
    set(false);
  };
}
