import type { OutboxEntry } from "./ports.ts";
import type { OutboxStore } from "./store.ts";

/** Writes the entries of an outbox to the store that all tabs of the browser share. */
export class OutboxPersistence {
  #store: OutboxStore;
  /** The entries that were stored. When one is missing from the store, another tab has removed it. */
  #kept = new Set<string>();
  #writes: Promise<void> = Promise.resolve();

  constructor(store: OutboxStore) {
    this.#store = store;
  }

  put(entry: OutboxEntry): void {
    this.#writes = Promise.all([this.#writes, this.#store.put({ ...entry })]).then(([, isKept]) => {
      if (isKept) this.markKept(entry.clientId);
    });
  }

  markKept(clientId: string): void {
    this.#kept.add(clientId);
  }

  /** Resolves when all writes so far have succeeded or failed. */
  settled(): Promise<void> {
    return this.#writes;
  }

  async isTaken(clientId: string): Promise<boolean> {
    return this.#kept.has(clientId) && !(await this.#store.has(clientId));
  }
}
