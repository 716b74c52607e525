import type { OpenDatabase } from "../dialect.ts";
import type { SqlTx, Tx } from "../doors.ts";
import { findInAll } from "../search-blocks/find-in-all.ts";
import { type Transaction, WriteQueue } from "../write-queue.ts";
import { checkpointLog } from "./checkpoint-log.ts";
import { isDatabaseAway } from "./errors.ts";
import { openClient } from "./open-client.ts";
import { FOLDED_AT_ONCE, PendingFold } from "./pending-fold.ts";
import { BEGIN_TIMEOUT_MS } from "./pragmas.ts";
import { preparedSql } from "./prepared-sql.ts";
import { purgeIndex } from "./purge-index.ts";
import { findInIndex, foldPending } from "./search-index.ts";
import { inTransaction } from "./write-lock.ts";

/** A transaction that takes longer is rolled back. */
const TRANSACTION_TIMEOUT_MS = 15_000;

/**
 * Opens one connection for reads, and one for writes with a queue before it: with this driver, a statement of one
 * request can slip into another's open transaction and vanish with it (docs/reliability.md fact 1). Each transaction
 * holds SQLite's write lock from its start; while another process has the lock, only writes wait. Neighbours in the
 * queue share a commit, so a change may run twice (see WriteQueue).
 */
export async function openDatabase(url: string): Promise<OpenDatabase> {
  // The writer is opened first, because it makes the file and its WAL, which a query_only connection cannot.
  const { client: writer, connection } = await openClient(url, "write");
  const { client: reader, connection: readerConnection } = await openClient(url, "read");
  const queue = new WriteQueue(isDatabaseAway);
  const fold = new PendingFold(() => queue.run(withSql, (tx) => foldPending(tx.sql, FOLDED_AT_ONCE)));
  const sql = preparedSql(connection, fold.soon);
  const readingSql = preparedSql(readerConnection);
  const times = { timeout: TRANSACTION_TIMEOUT_MS, maxWait: BEGIN_TIMEOUT_MS };
  const withPrisma: Transaction<Tx> = (work) =>
    writer.$transaction((tx) => work(Object.create(tx, { sql: { value: sql } })), times);
  const withSql: Transaction<SqlTx> = (work) => inTransaction(connection, () => work({ sql }));
  // An earlier process may have left something.
  fold.soon();
  return {
    reader,
    sql: readingSql,
    write: (change) => queue.run(withPrisma, change),
    writeSql: (change) => queue.run(withSql, change),
    statement: {
      all: (texts, ...inputs) => queue.run(withSql, (tx) => tx.sql.all(texts, ...inputs)),
      run: (texts, ...inputs) => queue.run(withSql, (tx) => tx.sql.run(texts, ...inputs)),
    },
    findInIndex: (query) => findInAll(readingSql, findInIndex, query),
    ping: () => reader.setting.count(),
    async runUpkeep() {
      await fold.now();
      await purgeIndex(readingSql, (step) => queue.run(withSql, step));
      await queue.idle();
      return checkpointLog(connection);
    },
    async close() {
      await fold.close();
      await queue.idle();
      await Promise.all([reader.$disconnect(), writer.$disconnect()]);
    },
  };
}
