import { reasonOf, waitBefore } from "./outbox-retry.ts";
import { type OutboxEntry, type OutboxListener, type OutboxWorld, PATIENCE_MS, toPending } from "./outbox-world.ts";
import type { Message } from "./schema.ts";
import type { PendingMessage } from "./timeline.ts";

/**
 * The unsent messages of one person in one room, sent one at a time and in order, each kept until the server has it or
 * its author discards it. What the network or a busy server held up is tried again without end, and what comes after
 * it waits; what the server refused is set aside, and what has files lets others pass until they are uploaded.
 */
export class Outbox {
  #entries: OutboxEntry[] = [];
  #listeners = new Set<OutboxListener>();
  /** Those that are in the store: if one of them is missing there, another tab took it out. */
  #kept = new Set<string>();
  /** Those whose files are on their way. */
  #unready = new Set<OutboxEntry>();
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
    this.#start(entry);
  }

  /** Takes up what an earlier page left behind. */
  restore(entries: OutboxEntry[]): void {
    const known = new Set(this.#entries.map((one) => one.clientId));
    const restored = entries.filter((one) => !known.has(one.clientId));
    this.#entries = [...restored, ...this.#entries].sort((a, b) => a.queuedAt - b.queuedAt);
    for (const entry of restored) {
      this.#kept.add(entry.clientId);
      if (!entry.isRefused) Object.assign(entry, { status: "sending", error: undefined });
      this.#tell((one) => one.onChanged(toPending(entry)));
      if (!entry.isRefused) this.#start(entry);
    }
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
    this.#start(entry);
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

  #start(entry: OutboxEntry): void {
    if (entry.files?.length && !this.#unready.has(entry)) void this.#prepare(entry);
    void this.#run();
  }

  async #prepare(entry: OutboxEntry): Promise<void> {
    this.#unready.add(entry);
    await this.#keeping;
    for (let attempt = 0; this.#isWaiting(entry); attempt++) {
      try {
        await this.#world.prepare(entry);
        break;
      } catch (error) {
        // Sent by another tab, which took the files with it: found out when it is its turn.
        if (await this.#isTaken(entry)) break;
        const wait = waitBefore(error, attempt);
        if (wait !== null) await this.#world.pause(wait);
        else if (this.#isWaiting(entry)) this.#refuse(entry, error);
      }
    }
    this.#unready.delete(entry);
    void this.#run();
  }

  #isWaiting(entry: OutboxEntry): boolean {
    return this.#entries.includes(entry) && !entry.isRefused;
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let entry = this.#next(); entry; entry = this.#next()) await this.#deliver(entry);
    this.#isRunning = false;
  }

  #next(): OutboxEntry | undefined {
    return this.#entries.find((one) => !one.isRefused && !this.#unready.has(one));
  }

  async #deliver(entry: OutboxEntry): Promise<void> {
    const { exclusively, now } = this.#world;
    await this.#keeping;
    // The time that its files took is no failure.
    const since = entry.files?.length ? now() : entry.queuedAt;
    for (let attempt = 0; this.#isWaiting(entry); attempt++) {
      try {
        const message = await exclusively(async () => ((await this.#isTaken(entry)) ? null : this.#post(entry)));
        this.#drop(entry.clientId);
        this.#tell((one) => (message ? one.onSent(message) : one.onGone(entry.clientId)));
        return;
      } catch (error) {
        const wait = waitBefore(error, attempt);
        if (!this.#entries.includes(entry)) return;
        if (wait === null) return this.#refuse(entry, error);
        if (wait > since + PATIENCE_MS - now()) this.#fail(entry, reasonOf(error));
        await this.#pause(wait);
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

  #refuse(entry: OutboxEntry, error: unknown): void {
    entry.isRefused = true;
    this.#fail(entry, reasonOf(error));
    this.#keep(entry);
  }

  #fail(entry: OutboxEntry, error: string): void {
    if (entry.status === "failed" && entry.error === error) return;
    this.#change(entry, { status: "failed", error });
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
    await Promise.race([this.#world.pause(ms), woken]);
    this.#wake = null;
  }

  #tell(say: (listener: OutboxListener) => void): void {
    for (const listener of [...this.#listeners]) say(listener);
  }
}
