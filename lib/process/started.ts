import { singleton } from "../singleton.ts";

/**
 * Tells server.ts that Next's side, another module graph that starts at its own pace, has the database open: nothing
 * is to be called ready before.
 */
export function markStarted(): void {
  signal().resolve();
}

/** Resolves once `started` was called. */
export function whenStarted(): Promise<void> {
  return signal().promise;
}

const signal = () =>
  singleton("started", () => {
    let resolve = () => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    return { promise, resolve };
  });
