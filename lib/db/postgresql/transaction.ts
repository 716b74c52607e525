import type pg from "pg";
import type { LockedRow, SqlTx } from "../doors.ts";
import { connectionSql } from "./connection-sql.ts";
import { isConflict, isDatabaseAway, isViolation } from "./errors.ts";
import { IDLE_IN_TRANSACTION_MS, STUCK_MS } from "./settings.ts";
import { settleAll } from "./settle-all.ts";
import type { StatementNames } from "./statement-names.ts";

/**
 * What each transaction begins with, in the words of the transaction itself, because a pooler in front refuses settings of
 * a connection. Without the second a process that has lost its power would keep its locks for hours.
 */
export const LIMITS = `SET LOCAL statement_timeout = ${STUCK_MS}; SET LOCAL idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}`;

/** Where transactions of SQL run. */
export type SqlWriter = { pool: pg.Pool; names: StatementNames };

/** Runs `change` in a READ COMMITTED transaction, which locks `row` first. */
export async function inTransaction<T>(
  { pool, names }: SqlWriter,
  change: (tx: SqlTx) => Promise<T>,
  row?: LockedRow,
): Promise<T> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks between two statements emits an error, which without a listener would end the process. The
  // next statement fails.
  const note = (error: Error) => {
    broken = error;
  };
  connection.on("error", note);
  try {
    // Nothing here waits for the answer to what stands before it, so that all of it is one round trip. When the beginning
    // fails, PostgreSQL refuses what follows.
    const begun = [connection.query(`BEGIN; ${LIMITS}`), ...(row ? [lock(connection, row)] : [])];
    // A pooler may refuse the beginning alone; then nothing may follow.
    if (!names.areUsable) await settleAll(begun);
    const result = change({ sql: connectionSql(connection, names) });
    await names.use(() => settleAll([...begun, result]));
    await connection.query("COMMIT").catch(throwUncertain);
    return await result;
  } catch (error) {
    // On a connection that gives no answer, this one would have to be waited for as well.
    if (isDatabaseAway(error)) broken ??= error as Error;
    else await connection.query("ROLLBACK").catch(note);
    throw error;
  } finally {
    connection.off("error", note);
    connection.release(broken);
  }
}

/**
 * After any other failure of the commit the change may be committed, and must not run again: it counts as a lost
 * connection.
 */
function throwUncertain(error: unknown): never {
  if (isConflict(error) || isViolation(error) || isDatabaseAway(error)) throw error;
  throw new Error("Connection terminated during a commit.", { cause: error });
}

/** An UPDATE alone does not do: while it waits for the row, its subqueries keep the picture from before (decision 036). */
const lock = (connection: pg.PoolClient, { table, id }: LockedRow) =>
  connection.query(`SELECT 1 FROM "${table}" WHERE "id" = $1 FOR UPDATE`, [id]);
