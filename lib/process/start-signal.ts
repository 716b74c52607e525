import { singleton } from "../singleton.ts";

/**
 * Tells server.ts that the code inside Next, which is another module graph and starts on its own, has opened the
 * database. The server is not ready before.
 */
export function markStarted(): void {
  signal().resolve();
}

/** Resolves when `markStarted` was called. */
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
