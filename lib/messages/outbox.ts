import { ApiError } from "../http/api.ts";
import type { Message } from "./schema.ts";
import type { PendingMessage } from "./timeline.ts";

/** A message that could not be stored for so long is shown as failed; its author decides. */
export const GIVE_UP_AFTER_MS = 20_000;
const BACK_OFF_MS = [400, 800, 1600, 3000, 5000];

export type OutboxListener = {
  onSent: (message: Message) => void;
  onFailed: (clientId: string, error: string) => void;
};

/** What an outbox needs of its surroundings; the tests have their own. */
export type OutboxWorld = {
  /** Stores one message. Safe to repeat: the server knows the clientId. */
  post: (entry: PendingMessage) => Promise<Message>;
  now: () => number;
  pause: (ms: number) => Promise<void>;
};

type Entry = PendingMessage & { queuedAt: number };

/**
 * The unsent messages of one room, sent one at a time and in order. Kept in memory for now; whoever replaces the
 * store needs only `entries`.
 */
export class Outbox {
  #entries: Entry[] = [];
  #listeners = new Set<OutboxListener>();
  #isRunning = false;
  #world: OutboxWorld;

  constructor(world: OutboxWorld) {
    this.#world = world;
  }

  /** Everything not yet stored, oldest first: what a timeline shows as pending. */
  get entries(): PendingMessage[] {
    return this.#entries.map(({ queuedAt: _, ...entry }) => entry);
  }

  listen(listener: OutboxListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(message: PendingMessage): void {
    this.#entries.push({ ...message, status: "sending", queuedAt: this.#world.now() });
    void this.#run();
  }

  /** Once more, with the same clientId, after what is waiting already. */
  retry(clientId: string): void {
    const entry = this.#entries.find((one) => one.clientId === clientId && one.status === "failed");
    if (!entry) return;
    this.discard(clientId);
    const { error: _, ...rest } = entry;
    this.send(rest);
  }

  discard(clientId: string): void {
    this.#entries = this.#entries.filter((one) => one.clientId !== clientId);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (;;) {
      const entry = this.#entries.find((one) => one.status === "sending");
      if (!entry) break;
      await this.#deliver(entry);
    }
    this.#isRunning = false;
  }

  async #deliver(entry: Entry): Promise<void> {
    for (let attempt = 0; this.#entries.includes(entry); attempt++) {
      try {
        const message = await this.#world.post(entry);
        this.discard(entry.clientId);
        for (const one of [...this.#listeners]) one.onSent(message);
        return;
      } catch (error) {
        const wait = waitBefore(error, attempt);
        const left = entry.queuedAt + GIVE_UP_AFTER_MS - this.#world.now();
        if (wait === null || wait > left) return this.#fail(entry, reasonOf(error));
        await this.#world.pause(wait);
      }
    }
  }

  #fail(entry: Entry, error: string): void {
    if (!this.#entries.includes(entry)) return;
    entry.status = "failed";
    entry.error = error;
    for (const one of [...this.#listeners]) one.onFailed(entry.clientId, error);
  }
}

/** Milliseconds before the next try, or null when the server refused for good. */
function waitBefore(error: unknown, attempt: number): number | null {
  const backOff = BACK_OFF_MS[Math.min(attempt, BACK_OFF_MS.length - 1)] ?? 0;
  if (!(error instanceof ApiError)) return null;
  if (error.status === 429) return Math.max(backOff, (error.retryAfterSeconds ?? 0) * 1000);
  return error.code === "network" || error.status >= 500 ? backOff : null;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError)) return "The message could not be sent.";
  if (error.code === "network") return "No connection.";
  return error.fields?.body ?? error.message;
}
