import { reasonOf, waitBefore } from "./outbox-retry.ts";
import type { OutboxStore } from "./outbox-store.ts";
import type { Message } from "./schema.ts";
import type { PendingMessage } from "./timeline.ts";

/** A message that could not be stored for so long is shown as not sent; it is still tried, until its author decides. */
export const PATIENCE_MS = 20_000;
/** A part of each wait is chance, so that the clients of a server that comes back do not all ask in one instant. */
const JITTER = 0.3;

/** What is kept of an unsent message. `isRefused`: the server said no, so only its author can do something about it. */
export type OutboxEntry = PendingMessage & { viewerId: string; roomId: string; queuedAt: number; isRefused: boolean };

export type OutboxListener = {
  /** An entry was queued, is on its way again, or could not be sent yet. */
  onChanged: (entry: PendingMessage) => void;
  onSent: (message: Message) => void;
  /** It was sent or discarded by another tab: the timeline learns the rest from its room. */
  onGone: (clientId: string) => void;
};

/** What an outbox needs of its surroundings; the tests have their own. */
export type OutboxWorld = {
  store: OutboxStore;
  /** Stores one message on the server. Safe to repeat: it knows the clientId. */
  post: (entry: OutboxEntry) => Promise<Message>;
  /** Runs `work` in one tab of this browser at a time. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  now: () => number;
  /** Resolves after about `ms`, or when the connection is back. */
  pause: (ms: number) => Promise<void>;
};

/**
 * The unsent messages of one person in one room, sent one at a time and in order, each kept until the server has it or
 * its author discards it. What the network or a busy server held up is tried again without end, and what comes after
 * it waits; what the server refused is set aside.
 */
export class Outbox {
  #entries: OutboxEntry[] = [];
  #listeners = new Set<OutboxListener>();
  /** Those that are in the store: if one of them is missing there, another tab took it out. */
  #kept = new Set<string>();
  #keeping: Promise<void> = Promise.resolve();
  #isRunning = false;
  #wake: (() => void) | null = null;
  #world: OutboxWorld;

  constructor(world: OutboxWorld) {
    this.#world = world;
  }

  /** Everything not yet stored, oldest first: what a timeline shows as pending. */
  get entries(): PendingMessage[] {
    return this.#entries.map(toPending);
  }

  listen(listener: OutboxListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Queues a message. It is kept before it is sent, so that neither a reload nor a crash loses it. */
  send(message: PendingMessage, owner: { viewerId: string; roomId: string }): void {
    const last = this.#entries.at(-1)?.queuedAt ?? 0;
    const queuedAt = Math.max(this.#world.now(), last + 1);
    const entry = { ...toPending(message), ...owner, status: "sending" as const, queuedAt, isRefused: false };
    this.#entries.push(entry);
    this.#keep(entry);
    void this.#run();
  }

  /** Takes up what an earlier page left behind. */
  restore(entries: OutboxEntry[]): void {
    const known = new Set(this.#entries.map((one) => one.clientId));
    const restored = entries.filter((one) => !known.has(one.clientId));
    this.#entries = [...restored, ...this.#entries].sort((a, b) => a.queuedAt - b.queuedAt);
    for (const entry of restored) {
      this.#kept.add(entry.clientId);
      if (!entry.isRefused) this.#change(entry, { status: "sending", error: undefined });
      else this.#tell((one) => one.onChanged(toPending(entry)));
    }
    void this.#run();
  }

  /** Once more, with the same clientId: now if it only waited, at the end if it was refused. */
  retry(clientId: string): void {
    const entry = this.#entries.find((one) => one.clientId === clientId && one.status === "failed");
    if (!entry) return;
    if (entry.isRefused) this.#entries = [...this.#entries.filter((one) => one !== entry), entry];
    entry.isRefused = false;
    entry.queuedAt = this.#world.now();
    this.#change(entry, { status: "sending", error: undefined });
    this.wake();
    void this.#run();
  }

  discard(clientId: string): void {
    this.#drop(clientId);
    void this.#world.store.remove(clientId);
    this.wake();
  }

  /** Another tab sent or discarded it. */
  forget(clientId: string): void {
    if (this.#drop(clientId)) this.#tell((one) => one.onGone(clientId));
    this.wake();
  }

  /** The connection is back: do not wait for the timer. */
  wake(): void {
    this.#wake?.();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let entry = this.#next(); entry; entry = this.#next()) await this.#deliver(entry);
    this.#isRunning = false;
  }

  #next(): OutboxEntry | undefined {
    return this.#entries.find((one) => !one.isRefused);
  }

  async #deliver(entry: OutboxEntry): Promise<void> {
    const { exclusively, now } = this.#world;
    await this.#keeping;
    for (let attempt = 0; this.#entries.includes(entry) && !entry.isRefused; attempt++) {
      try {
        const message = await exclusively(async () => ((await this.#isTaken(entry)) ? null : this.#post(entry)));
        this.#drop(entry.clientId);
        this.#tell((one) => (message ? one.onSent(message) : one.onGone(entry.clientId)));
        return;
      } catch (error) {
        const wait = waitBefore(error, attempt);
        if (!this.#entries.includes(entry)) return;
        entry.isRefused = wait === null;
        if (wait === null || wait > entry.queuedAt + PATIENCE_MS - now()) this.#fail(entry, reasonOf(error));
        if (wait !== null) await this.#pause(wait);
      }
    }
  }

  /** The entry leaves the store only when the server has it. */
  async #post(entry: OutboxEntry): Promise<Message> {
    const message = await this.#world.post(entry);
    await this.#world.store.remove(entry.clientId);
    return message;
  }

  async #isTaken({ clientId }: OutboxEntry): Promise<boolean> {
    return this.#kept.has(clientId) && !(await this.#world.store.has(clientId));
  }

  #keep(entry: OutboxEntry): void {
    this.#keeping = Promise.all([this.#keeping, this.#world.store.put({ ...entry })]).then(([, isKept]) => {
      if (isKept) this.#kept.add(entry.clientId);
    });
  }

  #fail(entry: OutboxEntry, error: string): void {
    if (entry.status === "failed" && entry.error === error) return;
    this.#change(entry, { status: "failed", error });
    if (entry.isRefused) this.#keep(entry);
  }

  #change(entry: OutboxEntry, change: Pick<PendingMessage, "status" | "error">): void {
    Object.assign(entry, change);
    this.#tell((one) => one.onChanged(toPending(entry)));
  }

  #drop(clientId: string): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((one) => one.clientId !== clientId);
    return this.#entries.length < before;
  }

  async #pause(ms: number): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    await Promise.race([this.#world.pause(ms * (1 - JITTER * Math.random())), woken]);
    this.#wake = null;
  }

  #tell(say: (listener: OutboxListener) => void): void {
    for (const listener of [...this.#listeners]) say(listener);
  }
}

function toPending({ clientId, body, replyToId, createdAt, status, error }: PendingMessage): PendingMessage {
  return { clientId, body, replyToId, createdAt, status, ...(error !== undefined && { error }) };
}
