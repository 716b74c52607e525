import type pg from "pg";
import type { PrismaClient } from "../../../prisma/generated/client.ts";
import { PrismaClient as PostgresqlClient } from "../../../prisma/generated/postgresql/client.ts";
import { getConfig } from "../../config.ts";
import { noteAway } from "../away.ts";
import type { OpenDatabase } from "../dialect.ts";
import type { Tx } from "../doors.ts";
import { findInAll } from "../search-blocks/find-in-all.ts";
import { ReadOnlyFactory, SharedTransactionFactory, withConnection } from "./adapter.ts";
import { connectionSql, readingSql } from "./connection-sql.ts";
import { isDatabaseAway } from "./errors.ts";
import { openPool } from "./open-pool.ts";
import { retryConflicts, type Turn } from "./retry.ts";
import { RowQueues } from "./row-queues.ts";
import { findInIndex } from "./search-index.ts";
import { CONNECT_TIMEOUT_MS, TRANSACTION_TIMEOUT_MS } from "./settings.ts";
import { StatementNames } from "./statement-names.ts";
import { inTransaction, LIMITS } from "./transaction.ts";
import { requireVersion, VERSION_QUERY } from "./version.ts";

/**
 * The first statement of a change that runs again. LOCK TABLE takes no picture of the database: what is read after it sees
 * all that was committed while it waited. Changes that run again queue up at a table that nothing else locks; when that was
 * not enough, because messages are sent to the same room without a pause, nobody changes a room meanwhile.
 */
const QUEUE = 'LOCK TABLE "_prisma_migrations" IN SHARE UPDATE EXCLUSIVE MODE';
const LOCKS = { free: "", queued: QUEUE, alone: `${QUEUE}; LOCK TABLE "Room" IN EXCLUSIVE MODE` };

/**
 * Opens the database with a pool of connections: transactions of several requests, and of several processes, run side by
 * side. `write` is SERIALIZABLE, so that what a change has read is still true when it commits. `writeSql` is READ COMMITTED,
 * and locks the row that its change depends on first (decision 036); changes of the same row queue up.
 * With `mayBeAway` a database that does not answer is found out by whoever needs it, else it is an error.
 */
export async function openDatabase(url: string, mayBeAway = false): Promise<OpenDatabase> {
  // Reads have a pool of their own, because a change may read through the reading door: with one pool, changes that hold
  // all connections would wait for each other for ever.
  const [writes, reads] = [openPool(url, noteAway), openPool(url, noteAway)];
  await proveUsable(writes, mayBeAway);
  const writer = clientOf(new SharedTransactionFactory(writes));
  const reader = clientOf(new ReadOnlyFactory(reads));
  const times = {
    timeout: TRANSACTION_TIMEOUT_MS,
    maxWait: CONNECT_TIMEOUT_MS,
    isolationLevel: "Serializable" as const,
  };
  const writeOnce = <T>(change: (tx: Tx) => Promise<T>, turn: Turn): Promise<T> =>
    withConnection((connection) =>
      writer.$transaction(async (tx) => {
        await connection().query(`${LIMITS}; ${LOCKS[turn]}`);
        return change(Object.create(tx, { sql: { value: connectionSql(connection()) } }));
      }, times),
    );
  const names = new StatementNames(getConfig().migrationUrl === url);
  const sqlWriter = { pool: writes, names };
  const queues = new RowQueues(sqlWriter);
  const single = connectionSql(writes, names);
  const reading = readingSql(reads);
  return {
    reader,
    sql: reading,
    write: (change) => retryConflicts((turn) => writeOnce(change, turn)),
    writeSql: (change, row) => (row ? queues.run(row, change) : retryConflicts(() => inTransaction(sqlWriter, change))),
    statement: {
      all: (texts, ...inputs) => retryConflicts(() => names.use(() => single.all(texts, ...inputs))),
      run: (texts, ...inputs) => retryConflicts(() => names.use(() => single.run(texts, ...inputs))),
    },
    findInIndex: (query) => findInAll(reading, findInIndex, query),
    ping: () => reads.query("SELECT 1"),
    runUpkeep: async () => true,
    async close() {
      await queues.idle();
      await Promise.all([reader.$disconnect(), writer.$disconnect()]);
      await Promise.all([reads.end(), writes.end()]);
    },
  };
}

/** The domain is compiled against the types of SQLite's client, from which those of this client differ by name only. */
function clientOf(adapter: SharedTransactionFactory | ReadOnlyFactory): PrismaClient {
  return new PostgresqlClient({ adapter }) as unknown as PrismaClient;
}

async function proveUsable(pool: pg.Pool, mayBeAway: boolean): Promise<void> {
  try {
    requireVersion((await pool.query(VERSION_QUERY)).rows);
  } catch (error) {
    if (mayBeAway && isDatabaseAway(error)) return;
    await pool.end();
    throw new Error(`The database cannot be used (${error instanceof Error ? error.message : String(error)}).`);
  }
}
