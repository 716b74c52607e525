/**
 * Listens to what the other tabs of this browser tell on a channel. Returns how to tell them something, which does
 * nothing on the server and in a browser that has no such channels.
 */
export function openTabChannel<T>(name: string, onMessage: (message: T) => void): (message: T) => void {
  if (typeof window === "undefined" || typeof BroadcastChannel === "undefined") return () => undefined;
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => onMessage(data as T);
  return (message) => channel.postMessage(message);
}

/**
 * Runs `work` in one tab of this browser at a time. Web Locks need https or localhost: without them two tabs may run it
 * at once, so it must be safe to repeat.
 */
export function inOneTab<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  return navigator.locks ? navigator.locks.request(name, { signal }, work) : work();
}
