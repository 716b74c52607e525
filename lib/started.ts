import { once } from "./once.ts";

/**
 * Tells server.ts that Next's side, another module graph that starts at its own pace, has the database open: nothing
 * is to be called ready before.
 */
export function started(): void {
  signal().resolve();
}

/** Resolves once `started` was called. */
export function whenStarted(): Promise<void> {
  return signal().promise;
}

const signal = () =>
  once("started", () => {
    let resolve = () => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    return { promise, resolve };
  });
