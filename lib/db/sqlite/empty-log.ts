import type Database from "better-sqlite3";
import { BUSY_TIMEOUT_MS } from "./pragmas.ts";

/**
 * Empties the write-ahead log into the database. `secure_delete` writes over what is deleted, but by way of the log, where
 * the page as it was stays until the log is begun anew. False while somebody reads or writes; nothing waits for it.
 */
export function emptyLog(connection: Database.Database): boolean {
  if (connection.inTransaction) return false;
  connection.pragma("busy_timeout = 0");
  try {
    // Prisma's adapter has its connection count in bigint.
    const [result] = connection.pragma("wal_checkpoint(TRUNCATE)") as { busy: bigint | number }[];
    return Number(result?.busy) === 0;
  } finally {
    connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}
