import { AppError } from "../../errors.ts";
import { isDatabaseAway } from "./errors.ts";

/** Writes that share one durable commit. More would let the first of them wait for the last. */
const BATCH_MAX = 32;
/** More writes than this waiting means that the disk cannot follow: refuse new ones with 503. */
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
 * Runs changes one after the other in durable transactions. Those that wait while a commit is on its way to the disk
 * go together in the next one (group commit). When one of them fails, the transaction is rolled back and each runs
 * again in one of its own, so that nobody sees a neighbour's failure; a change may therefore run twice.
 */
export class WriteQueue {
  private waiting: Job<never>[] = [];
  private running: Promise<void> | null = null;

  /**
   * Resolves to what `change` returned, after its commit. Throws what it threw, or `unavailable` when too many wait.
   * Neighbours share a commit when they bring the same `transaction`.
   */
  run<Tx, T>(transaction: Transaction<Tx>, change: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.waiting.length >= WAITING_MAX)
      return Promise.reject(new AppError("unavailable", "The server is busy. Try again in a moment."));
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ transaction, change, resolve, reject } as unknown as Job<never>);
      this.running ??= this.drain();
    });
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      // One commit for each turn of the event loop: whatever else has arrived by now goes with it. A change in plain SQL
      // waits for nothing on its way, so without this each would be committed before the next is looked at.
      await new Promise((resolve) => setImmediate(resolve));
      const { transaction } = this.waiting[0] as Job<never>;
      const other = this.waiting.findIndex((job) => job.transaction !== transaction);
      const alike = other < 0 ? this.waiting.length : other;
      await this.runBatch(transaction, this.waiting.splice(0, Math.min(alike, BATCH_MAX)));
    }
    this.running = null;
  }

  private async runBatch<Tx>(transaction: Transaction<Tx>, batch: Job<Tx>[]): Promise<void> {
    if (batch.length > 1) {
      try {
        settle(batch, await transaction((tx) => runAll(batch, tx)));
        return;
      } catch (error) {
        if (isDatabaseAway(error)) return this.giveUp(batch, error);
        // Else whose fault it was shows below, where each stands alone.
      }
    }
    for (const job of batch) {
      try {
        settle([job], [await transaction((tx) => job.change(tx))]);
      } catch (error) {
        job.reject(error);
        if (batch.length === 1 && isDatabaseAway(error)) this.giveUp([], error);
      }
    }
  }

  /** The database is locked or full for whoever waits, too: each trying for as long again would take minutes. */
  private giveUp<Tx>(batch: Job<Tx>[], error: unknown): void {
    for (const job of [...batch, ...this.waiting.splice(0)]) job.reject(error);
  }
}

async function runAll<Tx>(batch: Job<Tx>[], tx: Tx): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const job of batch) results.push(await job.change(tx));
  return results;
}

function settle<Tx>(batch: Job<Tx>[], results: unknown[]): void {
  for (const [index, job] of batch.entries()) job.resolve(results[index] as never);
}
