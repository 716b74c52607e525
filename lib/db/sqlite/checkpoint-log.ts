import type Database from "better-sqlite3";
import { BUSY_TIMEOUT_MS } from "./pragmas.ts";

/**
 * Empties the write-ahead log into the database. `secure_delete` overwrites deleted text in the database, but the log
 * keeps the old page until it is truncated. Returns false while somebody reads or writes; it waits for nobody.
 */
export function checkpointLog(connection: Database.Database): boolean {
  if (connection.inTransaction) return false;
  connection.pragma("busy_timeout = 0");
  try {
    // Prisma's adapter sets its connection to return numbers as bigint.
    const [result] = connection.pragma("wal_checkpoint(TRUNCATE)") as { busy: bigint | number }[];
    return Number(result?.busy) === 0;
  } finally {
    connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}
