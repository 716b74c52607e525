import "server-only";
import type Database from "better-sqlite3";
import type { Prisma, PrismaClient } from "../../prisma/generated/client.ts";
import { getConfig } from "../config.ts";
import { singleton } from "../singleton.ts";
import { toAppError } from "./errors.ts";
import { openClient } from "./open.ts";
import { BEGIN_TIMEOUT_MS, BUSY_TIMEOUT_MS } from "./pragmas.ts";
import type { ReadSql, Sql, SqlInput } from "./sql.ts";
import { preparedSql } from "./sqlite/prepared-sql.ts";
import { inTransaction } from "./write-lock.ts";
import { type Transaction, WriteQueue } from "./write-queue.ts";

/** What a command may do inside `writeSql`. */
export type SqlTx = { sql: Sql };
/** What a command may do inside `write`: all of that, and Prisma, in the same transaction. */
export type Tx = Prisma.TransactionClient & SqlTx;

/** A transaction that takes longer is rolled back. */
const TRANSACTION_TIMEOUT_MS = 15_000;

type Doors = {
  reader: PrismaClient;
  readerSql: ReadSql;
  writer: PrismaClient;
  connection: Database.Database;
  queue: WriteQueue;
  withPrisma: Transaction<Tx>;
  withSql: Transaction<SqlTx>;
};

/** Where the doors are while they are open; in Next several copies of this module share them. */
const holder = () => singleton("db.doors", (): { opening?: Promise<Doors>; doors?: Doors } => ({}));

/** Opens both doors at the process's start, so that a database that cannot be used ends the start and not the first request. */
export async function openDoors(): Promise<void> {
  const held = holder();
  held.opening ??= open();
  held.doors = await held.opening;
}

async function open(): Promise<Doors> {
  const { databaseUrl } = getConfig();
  // The writer first: it makes the file and its WAL, which a query_only connection cannot.
  const { client: writer, connection } = await openClient(databaseUrl, "write");
  const { client: reader, connection: readerConnection } = await openClient(databaseUrl, "read");
  const sql = preparedSql(connection);
  const times = { timeout: TRANSACTION_TIMEOUT_MS, maxWait: BEGIN_TIMEOUT_MS };
  const withPrisma: Transaction<Tx> = (work) =>
    writer.$transaction((tx) => work(Object.create(tx, { sql: { value: sql } })), times);
  const withSql: Transaction<SqlTx> = (work) => inTransaction(connection, () => work({ sql }));
  const readerSql = preparedSql(readerConnection);
  return { reader, readerSql, writer, connection, queue: new WriteQueue(), withPrisma, withSql };
}

function openedDoors(): Doors {
  const { doors } = holder();
  if (!doors) throw new Error("The doors to the database are not open: call openDoors() first.");
  return doors;
}

/** The door for reads: a connection of its own, unable to write, that sees committed rows only. */
export function db(): PrismaClient {
  return openedDoors().reader;
}

/** The same door for statements in SQL. What is read inside `write` is asked for through the transaction's own `sql`. */
export const sql: ReadSql = {
  async all<Row>(texts: TemplateStringsArray, ...inputs: SqlInput[]) {
    return openedDoors().readerSql.all<Row>(texts, ...inputs);
  },
};

/**
 * The only door for writes: runs `change` as if in a transaction of its own, and resolves after the commit is on disk.
 * What `change` throws undoes all that it did and is thrown to the caller. It may run twice (WriteQueue says when), so
 * it does nothing but write.
 *
 * One queue, because with this driver a statement of one request can slip into another's open transaction and vanish
 * with it (docs/reliability.md fact 1). The transaction holds SQLite's write lock from its start, so that what is read in it
 * cannot be outdated by another process; while another process has it, only writes wait.
 */
export async function write<T>(change: (tx: Tx) => Promise<T>): Promise<T> {
  const { queue, withPrisma } = openedDoors();
  return queue.run(withPrisma, change).catch(throwAppError);
}

/** The same door and the same queue, for a change that needs no Prisma: a message costs a tenth of what it does there. */
export async function writeSql<T>(change: (tx: SqlTx) => Promise<T>): Promise<T> {
  const { queue, withSql } = openedDoors();
  return queue.run(withSql, change).catch(throwAppError);
}

function throwAppError(error: unknown): never {
  throw toAppError(error);
}

/**
 * Empties the write-ahead log into the database: what was written over there stays in the log until then. False while
 * somebody reads or writes; nothing waits for it.
 */
export async function emptyLog(): Promise<boolean> {
  const { queue, connection } = openedDoors();
  await queue.idle();
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

/** Closes both doors after the writes that are already waiting. */
export async function closeDoors(): Promise<void> {
  const { reader, writer, queue } = openedDoors();
  await queue.idle();
  const held = holder();
  held.doors = undefined;
  held.opening = undefined;
  await Promise.all([reader.$disconnect(), writer.$disconnect()]);
}
