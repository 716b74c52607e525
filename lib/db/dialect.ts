import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { PrismaClient } from "../../prisma/generated/client.ts";
import type { LockedRow, SqlTx, Tx } from "./doors.ts";
import { isPostgresql } from "./is-postgresql.ts";
import type { Side, TableStore } from "./move/table-store.ts";
import type { IndexQuery, WholeAnswer } from "./search-index.ts";
import type { ReadSql, StatementSql } from "./sql.ts";

/**
 * Everything in which database engines differ. Code outside an engine's own folder uses this interface and names no
 * engine.
 */
export interface Dialect {
  /**
   * Opens the database. Throws an error with a sentence for the operator when it cannot give what the doors promise, and,
   * without `mayBeAway`, when it does not answer now.
   */
  open(url: string, mayBeAway?: boolean): Promise<OpenDatabase>;
  /** Whether there is a database of Parley, however old. It must be asked before opening, which may create an empty one. */
  exists(url: string): Promise<boolean>;
  /**
   * Whether the error means that the database cannot be used now: it is locked by another process, full or unreachable.
   * Such an error passes by itself.
   */
  isDatabaseAway(error: unknown): boolean;
  /** The adapter for Prisma's schema engine, which compares a database with the schema. */
  adapterFactory(url: string): SqlMigrationAwareDriverAdapterFactory;
  /**
   * Opens a database for `npm run move-database`. Resolves to null when there is no such file. Throws MoveRefusal when the
   * database is in use: PostgreSQL does not tell whether others that are connected are Parley, so `ignoreConnections`
   * lets them be.
   */
  openTables(url: string, side: Side, ignoreConnections: boolean): Promise<TableStore | null>;
  /** The schema for this engine, as a path from the project's root. */
  schemaFile: string;
  /** Tables that Prisma does not know and must not drop: those of the index of search. */
  externalTables: string[];
}

/** An open database. Each member keeps the promises of the function of the same name in lib/db/doors. */
export interface OpenDatabase {
  reader: PrismaClient;
  sql: ReadSql;
  write<T>(change: (tx: Tx) => Promise<T>): Promise<T>;
  writeSql<T>(change: (tx: SqlTx) => Promise<T>, row?: LockedRow): Promise<T>;
  statement: StatementSql;
  findInIndex(query: IndexQuery): Promise<WholeAnswer[]>;
  /** Reads something small, to find out whether the database answers. */
  ping(): Promise<unknown>;
  /** Runs the engine's periodic maintenance. Resolves to false when it should be tried again soon. */
  runUpkeep(): Promise<boolean>;
  /** Closes the database after the writes that are queued already. */
  close(): Promise<void>;
}

/** Loads the dialect of the database at this URL, with its driver and no other. */
export async function loadDialect(url: string): Promise<Dialect> {
  if (isPostgresql(url)) return (await import("./postgresql/dialect.ts")).postgresqlDialect;
  return (await import("./sqlite/dialect.ts")).sqliteDialect;
}
