/** Resolves after `ms`, or earlier when the network is back or `signal` is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      globalThis.removeEventListener?.("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
    // Node has no `online` event.
    globalThis.addEventListener?.("online", end);
    if (signal?.aborted) end();
  });
}

/** A pause that can be ended early. There is at most one at a time. */
export class InterruptibleSleep {
  #current: AbortController | null = null;
  /** Of a try that has begun: whether there was a reason to try again at once. Null when none is under way. */
  #isSpared: boolean | null = null;

  /** Says that a try begins. An `end` until it has failed spares the pause after it. */
  begin(): void {
    this.#isSpared = false;
  }

  async take(ms: number, pause: typeof sleep = sleep): Promise<void> {
    const isSpared = this.#isSpared;
    this.#isSpared = null;
    if (isSpared) return;
    this.#current = new AbortController();
    const { signal } = this.#current;
    await Promise.race([pause(ms, signal), new Promise((resolve) => signal.addEventListener("abort", resolve))]);
    this.#current = null;
  }

  end(): void {
    if (this.#isSpared === false) this.#isSpared = true;
    this.#current?.abort();
  }
}
