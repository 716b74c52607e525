import { apiRetryDelay } from "../../browser/api-retry.ts";
import { InterruptibleSleep } from "../../browser/sleep.ts";
import type { Message } from "../schema.ts";
import type { PendingMessage } from "../timeline.ts";
import { OutboxEntries, toPending } from "./entries.ts";
import { reasonOf, waitingFor } from "./failure-text.ts";
import { OutboxPersistence } from "./persistence.ts";
import { type OutboxEntry, type OutboxListener, type OutboxOwner, type OutboxPorts, PATIENCE_MS } from "./ports.ts";

/**
 * Sends the messages of one person in one conversation, one at a time and in order. Each is stored until the server has
 * it or its author discards it. When the network fails or the server is busy, the outbox tries the message again
 * without end, and later ones wait. A refused message is set aside; one whose files are still uploading lets others
 * pass.
 */
export class Outbox {
  #entries = new OutboxEntries();
  #persistence: OutboxPersistence;
  /** The messages whose files are being uploaded. */
  #uploading = new Set<OutboxEntry>();
  /** The messages that their author is taking back. */
  #withdrawing = new Set<OutboxEntry>();
  /** The messages that were posted at least once. The server may have them although no reply came. */
  #attempted = new Set<OutboxEntry>();
  #isRunning = false;
  #pause = new InterruptibleSleep();
  #ports: OutboxPorts;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
    this.#persistence = new OutboxPersistence(ports.store);
  }

  /** The unsent messages, oldest first, as a timeline shows them. */
  get entries(): PendingMessage[] {
    return this.#entries.all.map(toPending);
  }

  listen(listener: OutboxListener): () => void {
    return this.#entries.listen(listener);
  }

  /** Queues a message. It is stored in the browser before it is sent, so that neither a reload nor a crash loses it. */
  send(message: PendingMessage, owner: OutboxOwner): void {
    const last = this.#entries.all.at(-1)?.queuedAt ?? 0;
    const queuedAt = Math.max(this.#ports.now(), last + 1);
    const entry = { ...toPending(message), ...owner, status: "sending" as const, queuedAt, isRefused: false };
    this.#entries.add(entry);
    this.#persistence.put(entry);
    this.#start(entry);
  }

  /** Queues the messages that an earlier page left unsent. */
  restore(entries: OutboxEntry[]): void {
    for (const entry of this.#entries.restore(entries)) {
      this.#persistence.markKept(entry.clientId);
      this.#attempted.add(entry);
      this.#entries.change(entry, entry.isRefused ? {} : { status: "sending", error: undefined });
      if (!entry.isRefused) this.#start(entry);
    }
  }

  /** Sends a message again with the same clientId: at once if it was waiting, after all others if it was refused. */
  retry(clientId: string): void {
    const entry = this.#entries.find(clientId);
    if (!entry || entry.status === "sending") return;
    if (entry.isRefused) this.#entries.moveToEnd(entry);
    entry.isRefused = false;
    entry.queuedAt = this.#ports.now();
    this.#entries.change(entry, { status: "sending", error: undefined });
    this.wake();
    this.#start(entry);
  }

  /**
   * Takes a message out of the outbox and resolves to true, or to false when the server has it. A post that has begun
   * ends first. `release` runs while the message still owns its files; when it throws, the message stays.
   */
  async withdraw(clientId: string, release?: () => Promise<void>): Promise<boolean> {
    const entry = this.#entries.find(clientId);
    if (!entry) return false;
    this.#withdrawing.add(entry);
    this.wake();
    try {
      // The tab that has the lock is the only one that sends.
      return await this.#ports.exclusively(() => this.#takeOut(entry, release));
    } finally {
      this.#withdrawing.delete(entry);
      if (this.#isWaiting(entry)) this.#start(entry);
    }
  }

  /** Removes a message that another tab has sent or discarded. */
  forget(clientId: string): void {
    this.#entries.forget(clientId);
    this.wake();
  }

  /** Ends the pause between two tries, because the connection is back. */
  wake(): void {
    this.#pause.end();
  }

  #start(entry: OutboxEntry): void {
    if (entry.files?.length && !this.#uploading.has(entry)) void this.#prepare(entry);
    void this.#run();
  }

  async #prepare(entry: OutboxEntry): Promise<void> {
    this.#uploading.add(entry);
    await this.#persistence.settled();
    for (let attempt = 0; this.#isWaiting(entry); attempt++) {
      try {
        await this.#ports.prepare(entry);
        break;
      } catch (error) {
        // Another tab has sent the message and removed its files. #post finds that out when it is its turn.
        if (await this.#persistence.isTaken(entry.clientId)) break;
        const wait = apiRetryDelay(error, attempt);
        if (wait !== null) await this.#ports.pause(wait);
        else if (this.#isWaiting(entry)) this.#refuse(entry, error);
      }
    }
    this.#uploading.delete(entry);
    void this.#run();
  }

  #isWaiting(entry: OutboxEntry): boolean {
    return this.#entries.all.includes(entry) && !entry.isRefused && !this.#withdrawing.has(entry);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let entry = this.#next(); entry; entry = this.#next()) await this.#deliver(entry);
    this.#isRunning = false;
  }

  #next(): OutboxEntry | undefined {
    return this.#entries.all.find((one) => this.#isWaiting(one) && !this.#uploading.has(one));
  }

  async #deliver(entry: OutboxEntry): Promise<void> {
    const { exclusively, now } = this.#ports;
    await this.#persistence.settled();
    // The time that the upload of its files took does not count as failing.
    const since = entry.files?.length ? now() : entry.queuedAt;
    for (let attempt = 0; this.#isWaiting(entry); attempt++) {
      this.#pause.begin();
      try {
        return await exclusively(() => this.#post(entry));
      } catch (error) {
        const wait = apiRetryDelay(error, attempt);
        if (!this.#isWaiting(entry)) return;
        if (wait === null) return this.#refuse(entry, error);
        if (wait > since + PATIENCE_MS - now()) this.#entries.setProblem(entry, "waiting", waitingFor(error));
        await this.#pause.take(wait, this.#ports.pause);
      }
    }
  }

  async #post(entry: OutboxEntry): Promise<void> {
    if (await this.#persistence.isTaken(entry.clientId)) return this.forget(entry.clientId);
    // Its author has taken the message back while another tab had the lock.
    if (!this.#isWaiting(entry)) return;
    this.#attempted.add(entry);
    await this.#arrived(entry, await this.#ports.post(entry));
  }

  /** Removes a message from the store, now that the server has it. */
  async #arrived(entry: OutboxEntry, message: Message): Promise<void> {
    this.#entries.confirm(entry, message);
    await this.#ports.store.remove(entry.clientId);
  }

  async #takeOut(entry: OutboxEntry, release?: () => Promise<void>): Promise<boolean> {
    if (!this.#entries.all.includes(entry)) return false;
    await this.#persistence.settled();
    if (await this.#persistence.isTaken(entry.clientId)) {
      this.forget(entry.clientId);
      return false;
    }
    // The reply to an earlier post may have been lost. If the server cannot be asked, that post most likely failed.
    const message = this.#attempted.has(entry) ? await this.#ports.find(entry).catch(() => null) : null;
    if (message) {
      await this.#arrived(entry, message);
      return false;
    }
    await release?.();
    this.#entries.removeQuietly(entry.clientId);
    await this.#ports.store.remove(entry.clientId);
    return true;
  }

  #refuse(entry: OutboxEntry, error: unknown): void {
    entry.isRefused = true;
    this.#entries.setProblem(entry, "failed", reasonOf(error));
    this.#persistence.put(entry);
  }
}
