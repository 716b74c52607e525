import { singleton } from "./singleton.ts";

/** Runs `work` once for all who ask under the same `name` and `key` while it runs; they get the same result or fault. */
export function singleFlight<T>(name: string, key: string, work: () => Promise<T>): Promise<T> {
  const running = singleton(name, () => new Map<string, Promise<T>>());
  const known = running.get(key);
  if (known) return known;
  const promise = work().finally(() => running.delete(key));
  running.set(key, promise);
  return promise;
}
