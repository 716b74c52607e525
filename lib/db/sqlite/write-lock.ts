import type Database from "better-sqlite3";
import { OpenAdapterFactory } from "./adapter.ts";
import { BUSY_TIMEOUT_MS } from "./pragmas.ts";

/** The wait between two attempts to take the write lock. */
const RETRY_MS = 20;

/**
 * Opens connections whose transactions take SQLite's write lock at their start, and wait for it without blocking the
 * process. The driver is synchronous: with SQLite's own busy timeout, a statement that finds the lock taken by another
 * process would stop every read and every socket for up to five seconds (decision 012).
 */
export class PatientAdapterFactory extends OpenAdapterFactory {
  override async connect() {
    const adapter = await super.connect();
    const client = this.connection;
    const begin = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => {
      const transaction = await begin(isolation);
      // The adapter has begun the transaction without a lock, so it is begun again with it.
      client.exec("COMMIT");
      try {
        await takeWriteLock(client);
      } catch (error) {
        // SQLite has no open transaction now; this lets the adapter begin its next one.
        await transaction.rollback();
        throw error;
      }
      return transaction;
    };
    return adapter;
  }
}

/** Runs `work` in a transaction with the write lock, without Prisma. Nothing else may use the connection meanwhile. */
export async function inTransaction<T>(connection: Database.Database, work: () => Promise<T>): Promise<T> {
  await takeWriteLock(connection);
  try {
    const result = await work();
    connection.exec("COMMIT");
    return result;
  } catch (error) {
    // SQLite has already rolled back when the disk is full.
    if (connection.inTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}

/**
 * Resolves when a transaction with the write lock has begun. Throws SQLITE_BUSY when it is not free within
 * BUSY_TIMEOUT_MS.
 */
async function takeWriteLock(client: Database.Database): Promise<void> {
  const deadline = performance.now() + BUSY_TIMEOUT_MS;
  while (!tryToBegin(client, performance.now() >= deadline))
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
}

/** Returns whether the lock was free. With `last` it throws when it was not. */
function tryToBegin(client: Database.Database, last: boolean): boolean {
  try {
    client.exec("PRAGMA busy_timeout = 0; BEGIN IMMEDIATE");
    return true;
  } catch (error) {
    if (last || !isBusy(error)) throw error;
    return false;
  } finally {
    client.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}
