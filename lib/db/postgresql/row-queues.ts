import type { LockedRow, SqlTx } from "../doors.ts";
import { type Transaction, WriteQueue } from "../write-queue.ts";
import { isDatabaseAway } from "./errors.ts";
import { retryConflicts } from "./retry.ts";
import { inTransaction, type SqlWriter } from "./transaction.ts";

type RowQueue = { queue: WriteQueue; transaction: Transaction<SqlTx>; changes: number };

/**
 * Queues of changes, one for each row that is locked by them. Changes of one row could not run side by side anyway, so those
 * that wait share a transaction, in which they run one after the other. A transaction has one such row, so two of them cannot
 * each wait for the other's (decision 051).
 */
export class RowQueues {
  private readonly queues = new Map<string, RowQueue>();

  constructor(private readonly writer: SqlWriter) {}

  /** Resolves to the result of `change` after its commit, as `writeSql` does. */
  async run<T>(row: LockedRow, change: (tx: SqlTx) => Promise<T>): Promise<T> {
    const key = `${row.table} ${row.id}`;
    const queue = this.queues.get(key) ?? this.open(key, row);
    queue.changes += 1;
    try {
      return await queue.queue.run(queue.transaction, change);
    } finally {
      queue.changes -= 1;
      if (queue.changes === 0) this.queues.delete(key);
    }
  }

  /** Resolves when no change is under way. */
  async idle(): Promise<void> {
    await Promise.all([...this.queues.values()].map(({ queue }) => queue.idle()));
  }

  private open(key: string, row: LockedRow): RowQueue {
    const transaction: Transaction<SqlTx> = (work) => retryConflicts(() => inTransaction(this.writer, work, row));
    const opened = { queue: new WriteQueue(isDatabaseAway, true), transaction, changes: 0 };
    this.queues.set(key, opened);
    return opened;
  }
}
