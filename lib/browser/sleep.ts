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

  async take(ms: number, pause: typeof sleep = sleep): Promise<void> {
    this.#current = new AbortController();
    const { signal } = this.#current;
    await Promise.race([pause(ms, signal), new Promise((resolve) => signal.addEventListener("abort", resolve))]);
    this.#current = null;
  }

  end(): void {
    this.#current?.abort();
  }
}
