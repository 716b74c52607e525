import type { OutboxEntry } from "./ports.ts";
import type { OutboxStore } from "./store.ts";

/** What of an outbox is in the store, which all tabs of the browser share. */
export class OutboxPersistence {
  #store: OutboxStore;
  /** If one of them is missing in the store, another tab took it out. */
  #kept = new Set<string>();
  #busy: Promise<void> = Promise.resolve();

  constructor(store: OutboxStore) {
    this.#store = store;
  }

  put(entry: OutboxEntry): void {
    this.#busy = Promise.all([this.#busy, this.#store.put({ ...entry })]).then(([, isKept]) => {
      if (isKept) this.found(entry.clientId);
    });
  }

  found(clientId: string): void {
    this.#kept.add(clientId);
  }

  /** Resolves when everything so far is kept, or cannot be. */
  done(): Promise<void> {
    return this.#busy;
  }

  async isTaken(clientId: string): Promise<boolean> {
    return this.#kept.has(clientId) && !(await this.#store.has(clientId));
  }
}
