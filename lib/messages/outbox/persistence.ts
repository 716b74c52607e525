import type { OutboxEntry } from "./ports.ts";
import type { OutboxStore } from "./store.ts";

/** What of an outbox is in the store, which all tabs of the browser share. */
export class OutboxPersistence {
  #store: OutboxStore;
  /** If one of them is missing in the store, another tab took it out. */
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

  /** Resolves when everything so far is kept, or cannot be. */
  settled(): Promise<void> {
    return this.#writes;
  }

  async isTaken(clientId: string): Promise<boolean> {
    return this.#kept.has(clientId) && !(await this.#store.has(clientId));
  }
}
