import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { PrismaClient } from "../../prisma/generated/client.ts";
import type { SqlTx, Tx } from "./doors.ts";
import type { ReadSql } from "./sql.ts";

/** All that the engine of the database decides. What is outside of its own folder asks here, and names no engine. */
export interface Dialect {
  /** Opens the database. Throws with a sentence for the operator where it cannot give what the doors promise. */
  open(url: string): Promise<OpenDatabase>;
  /** Whether there is a database: opening may make an empty one. */
  exists(url: string): boolean;
  /** Whether the database itself cannot be used now (locked by another process, full, away), whoever asks. It passes. */
  isDatabaseAway(error: unknown): boolean;
  /** For Prisma's engine, which compares a database with the schema. */
  adapterFactory(url: string): SqlMigrationAwareDriverAdapterFactory;
  /** The schema in the words of this engine, as a path from the project's root. */
  schemaFile: string;
}

/** What stands behind the doors: each member keeps the promises of the door of its name (lib/db/doors). */
export interface OpenDatabase {
  reader: PrismaClient;
  sql: ReadSql;
  write<T>(change: (tx: Tx) => Promise<T>): Promise<T>;
  writeSql<T>(change: (tx: SqlTx) => Promise<T>): Promise<T>;
  /** Does what the engine needs from time to time, and nobody waits for. False where it is to be tried again soon. */
  runUpkeep(): Promise<boolean>;
  /** Resolves after the writes that are already waiting. */
  close(): Promise<void>;
}

/** The dialect of the database at this address. Its driver is loaded with it, and no other. */
export async function loadDialect(_url: string): Promise<Dialect> {
  return (await import("./sqlite/dialect.ts")).sqliteDialect;
}
