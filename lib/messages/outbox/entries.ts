import type { Message } from "../schema.ts";
import type { PendingMessage } from "../timeline.ts";
import type { OutboxEntry, OutboxListener } from "./ports.ts";

/** The unsent messages of an outbox in sending order, with the listeners that are told of their changes. */
export class OutboxEntries {
  #all: OutboxEntry[] = [];
  #listeners = new Set<OutboxListener>();

  get all(): readonly OutboxEntry[] {
    return this.#all;
  }

  listen(listener: OutboxListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  find(clientId: string): OutboxEntry | undefined {
    return this.#all.find((one) => one.clientId === clientId);
  }

  add(entry: OutboxEntry): void {
    this.#all.push(entry);
  }

  /** Adds the entries that are not here yet, and returns those. */
  restore(entries: readonly OutboxEntry[]): OutboxEntry[] {
    const restored = entries.filter(({ clientId }) => !this.find(clientId));
    this.#all = [...restored, ...this.#all].sort((a, b) => a.queuedAt - b.queuedAt);
    return restored;
  }

  moveToEnd(entry: OutboxEntry): void {
    this.#all = [...this.#all.filter((one) => one !== entry), entry];
  }

  change(entry: OutboxEntry, change: Partial<Pick<PendingMessage, "status" | "error">>): void {
    Object.assign(entry, change);
    this.#tell((one) => one.onChanged(toPending(entry)));
  }

  setProblem(entry: OutboxEntry, status: "waiting" | "failed", error: string): void {
    if (entry.status === status && entry.error === error) return;
    this.change(entry, { status, error });
  }

  confirm({ clientId }: OutboxEntry, message: Message): void {
    this.removeQuietly(clientId);
    this.#tell((one) => one.onSent(message));
  }

  forget(clientId: string): void {
    if (this.removeQuietly(clientId)) this.#tell((one) => one.onGone(clientId));
  }

  /** Removes an entry without telling the listeners, because the caller tells them what it means. */
  removeQuietly(clientId: string): boolean {
    const before = this.#all.length;
    this.#all = this.#all.filter((one) => one.clientId !== clientId);
    return this.#all.length < before;
  }

  #tell(say: (listener: OutboxListener) => void): void {
    for (const listener of [...this.#listeners]) say(listener);
  }
}

/** Picks what a timeline shows of an entry. */
export function toPending({
  clientId,
  body,
  replyToId,
  files,
  inRoom,
  createdAt,
  status,
  error,
}: PendingMessage): PendingMessage {
  const pending = {
    clientId,
    body,
    replyToId,
    createdAt,
    status,
    ...(error !== undefined && { error }),
    ...(inRoom && { inRoom }),
  };
  return files?.length ? { ...pending, files } : pending;
}
