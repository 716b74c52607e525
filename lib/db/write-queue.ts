import { AppError } from "../errors.ts";

/** The number of writes that share one durable commit. With more, the first would wait for the last. */
const BATCH_MAX = 32;
/** With more writes than this in the queue the disk cannot keep up, and new ones are refused with 503. */
const WAITING_MAX = 5000;

/** Runs `work` in a transaction and resolves after its commit is on disk. */
export type Transaction<Tx> = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

type Job<Tx> = {
  transaction: Transaction<Tx>;
  change: (tx: Tx) => Promise<unknown>;
  resolve: (result: never) => void;
  reject: (error: unknown) => void;
};

/**
 * Runs changes one after the other in durable transactions. Changes that wait during a commit share the next one (group
 * commit). When one of them fails, the transaction is rolled back and each runs again in its own, so that no change
 * fails because of a neighbour; a change may therefore run twice.
 */
export class WriteQueue {
  private waiting: Job<never>[] = [];
  private running: Promise<void> | null = null;

  /**
   * @param isDatabaseAway Whether an error means that the changes that wait would fail, too.
   * @param waitsForLock Whether a transaction may wait for another process before its first change is done. What has
   * come meanwhile shares it too: with two processes that take turns, each would carry half as many changes otherwise.
   */
  constructor(
    private readonly isDatabaseAway: (error: unknown) => boolean,
    private readonly waitsForLock = false,
  ) {}

  /**
   * Resolves to the result of `change` after its commit. Throws its error, or `unavailable` when too many changes wait.
   * Neighbours with the same `transaction` share a commit.
   */
  run<Tx, T>(transaction: Transaction<Tx>, change: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.waiting.length >= WAITING_MAX)
      return Promise.reject(new AppError("unavailable", "The server is busy. Try again in a moment."));
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ transaction, change, resolve, reject } as unknown as Job<never>);
      this.running ??= this.drain();
    });
  }

  /** Resolves when the queue is empty. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      // One commit per turn of the event loop, so that everything that has arrived shares it. A change in plain SQL
      // never waits, so without this each would be committed before the next is seen.
      await new Promise((resolve) => setImmediate(resolve));
      const { transaction } = this.waiting[0] as Job<never>;
      await this.runBatch(transaction, this.takeAlike(transaction, BATCH_MAX));
    }
    this.running = null;
  }

  /** Takes the first changes that wait, up to `most`, as long as they are for this transaction. */
  private takeAlike<Tx>(transaction: Transaction<Tx>, most: number): Job<Tx>[] {
    const other = this.waiting.findIndex((job) => job.transaction !== (transaction as Transaction<never>));
    const alike = other < 0 ? this.waiting.length : other;
    return this.waiting.splice(0, Math.min(alike, most)) as unknown as Job<Tx>[];
  }

  private async runBatch<Tx>(transaction: Transaction<Tx>, batch: Job<Tx>[]): Promise<void> {
    if (batch.length > 1 || this.waitsForLock) {
      try {
        settle(batch, await transaction((tx) => this.runAll(transaction, batch, tx)));
        return;
      } catch (error) {
        if (this.isDatabaseAway(error)) return this.giveUp(batch, error);
        if (batch.length === 1) return batch[0]?.reject(error);
        // Running each change alone, below, shows which one failed.
      }
    }
    for (const [index, job] of batch.entries()) {
      try {
        settle([job], [await transaction((tx) => job.change(tx))]);
      } catch (error) {
        job.reject(error);
        if (this.isDatabaseAway(error)) return this.giveUp(batch.slice(index + 1), error);
      }
    }
  }

  /** One after the other: a change may write what it has read, and no neighbour comes between. */
  private async runAll<Tx>(transaction: Transaction<Tx>, batch: Job<Tx>[], tx: Tx): Promise<unknown[]> {
    const results: unknown[] = [];
    // The batch grows while it is gone through.
    for (const job of batch) {
      results.push(await job.change(tx));
      if (this.waitsForLock && results.length === 1)
        batch.push(...this.takeAlike(transaction, BATCH_MAX - batch.length));
    }
    return results;
  }

  /**
   * The database is locked or full for the queued changes too; letting each wait for the timeout would take minutes.
   */
  private giveUp<Tx>(batch: Job<Tx>[], error: unknown): void {
    for (const job of [...batch, ...this.waiting.splice(0)]) job.reject(error);
  }
}

function settle<Tx>(batch: Job<Tx>[], results: unknown[]): void {
  for (const [index, job] of batch.entries()) job.resolve(results[index] as never);
}
