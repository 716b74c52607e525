import { singleton } from "./singleton.ts";

/** Runs `work` once for all concurrent calls with the same `name` and `key`; they share its result or error. */
export function singleFlight<T>(name: string, key: string, work: () => Promise<T>): Promise<T> {
  const running = singleton(name, () => new Map<string, Promise<T>>());
  const known = running.get(key);
  if (known) return known;
  const promise = work().finally(() => running.delete(key));
  running.set(key, promise);
  return promise;
}
