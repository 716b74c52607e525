/**
 * Listens to the messages of the other tabs of this browser on a channel. Returns a function that sends them one; it
 * does nothing on the server and in browsers without BroadcastChannel.
 */
export function openTabChannel<T>(name: string, onMessage: (message: T) => void): (message: T) => void {
  if (typeof window === "undefined" || typeof BroadcastChannel === "undefined") return () => undefined;
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => onMessage(data as T);
  return (message) => channel.postMessage(message);
}

/**
 * Runs `work` in one tab of this browser at a time. Web Locks need https or localhost; without them two tabs may run it
 * at once, so `work` must be safe to repeat.
 */
export function inOneTab<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  return navigator.locks ? navigator.locks.request(name, { signal }, work) : work();
}
