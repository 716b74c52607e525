import "server-only";
import type { Prisma, PrismaClient } from "../../prisma/generated/client.ts";
import { getConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { singleton } from "../singleton.ts";
import { watchWith } from "./away.ts";
import { type Dialect, loadDialect, type OpenDatabase } from "./dialect.ts";
import { toAppError } from "./errors.ts";
import type { IndexQuery, WholeAnswer } from "./search-index.ts";
import type { ReadSql, Sql, SqlInput, StatementSql } from "./sql.ts";

/** The parameter of a change in `writeSql`. */
export type SqlTx = { sql: Sql };
/** The parameter of a change in `write`: SQL and Prisma in the same transaction. */
export type Tx = Prisma.TransactionClient & SqlTx;

/** The row of a table that has this id. */
export type LockedRow = { table: string; id: string };

type Doors = OpenDatabase & Pick<Dialect, "isDatabaseAway">;

/** The open database, shared by the several copies of this module that exist inside Next. */
const holder = () => singleton("db.doors", (): { opening?: Promise<Doors>; doors?: Doors } => ({}));

/**
 * Opens the database when the process starts, so that a database that cannot be used ends the start instead of failing
 * the first request.
 */
export async function openDoors(): Promise<void> {
  await openOnce(false);
}

/** Opens a database that may not answer now, for a process that a request has started: the reply says that it is away. */
export async function openDoorsUnproven(): Promise<void> {
  await openOnce(true);
}

async function openOnce(mayBeAway: boolean): Promise<void> {
  const held = holder();
  held.opening ??= open(mayBeAway);
  held.doors = await held.opening;
}

async function open(mayBeAway: boolean): Promise<Doors> {
  const { databaseUrl } = getConfig();
  const { open, isDatabaseAway } = await loadDialect(databaseUrl);
  const opened = await open(databaseUrl, mayBeAway);
  watchWith(opened.ping);
  return { ...opened, isDatabaseAway };
}

/** Whether the database can be asked. Work that has waited asks this: the process may be ending. */
export function areDoorsOpen(): boolean {
  return holder().doors !== undefined;
}

function openedDoors(): Doors {
  const { doors } = holder();
  if (!doors) throw new Error("The doors to the database are not open: call openDoors() first.");
  return doors;
}

/** Returns the Prisma client for reads. It cannot write, and sees committed rows only. */
export function db(): PrismaClient {
  return openedDoors().reader;
}

/** Reads with SQL, like `db()`. Inside `write`, use the transaction's own `sql`, which sees its changes. */
export const sql: ReadSql = {
  async all<Row>(texts: TemplateStringsArray, ...inputs: SqlInput[]) {
    return openedDoors()
      .sql.all<Row>(texts, ...inputs)
      .catch(throwAppError);
  },
};

/**
 * Runs `change` in a transaction and resolves after the commit is durable; all writes go through this function or
 * `writeSql`. What `change` reads cannot be changed by another process before it commits. When it throws, everything it
 * did is undone, and the error is thrown to the caller. It may run twice, so it may do nothing but read and write.
 */
export async function write<T>(change: (tx: Tx) => Promise<T>): Promise<T> {
  return openedDoors().write(change).catch(throwAppError);
}

/**
 * Like `write`, for a change that needs SQL only: storing a message costs a tenth of what it does with Prisma. With `row` it
 * has that row locked from its beginning, so that it sees all that others who had it locked have committed, and it may share
 * its transaction with other changes of the same row, which run before and after it: it must not wait for them.
 */
export async function writeSql<T>(change: (tx: SqlTx) => Promise<T>, row?: LockedRow): Promise<T> {
  return openedDoors().writeSql(change, row).catch(throwAppError);
}

/**
 * SQL of which each statement is a transaction of its own: it is committed when its promise resolves. It is for what is
 * one statement anyway and asked often, such as limits, because a transaction around it would cost two round trips more.
 */
export const statement: StatementSql = {
  async all<Row>(texts: TemplateStringsArray, ...inputs: SqlInput[]) {
    return openedDoors()
      .statement.all<Row>(texts, ...inputs)
      .catch(throwAppError);
  },
  async run(texts, ...inputs) {
    return openedDoors()
      .statement.run(texts, ...inputs)
      .catch(throwAppError);
  },
};

/**
 * Turns an error that came out of `db()` into an AppError `unavailable` when the database is away, and returns every other
 * error as it is. Whoever answers a request, or tries again later, asks this: Prisma's errors do not say it by themselves.
 */
export function whenAway(error: unknown): unknown {
  const { doors } = holder();
  return doors ? toAppError(error, doors.isDatabaseAway) : error;
}

/** Whether the error passes by itself, in which case the log has it already. For work that is done again later. */
export function isAway(error: unknown): boolean {
  const known = whenAway(error);
  return known instanceof AppError && known.code === "unavailable";
}

function throwAppError(error: unknown): never {
  throw toAppError(error, openedDoors().isDatabaseAway);
}

/** Asks the index of searched messages: for each room, the newest messages of its range that have the terms. */
export async function findInIndex(query: IndexQuery): Promise<WholeAnswer[]> {
  return openedDoors().findInIndex(query).catch(throwAppError);
}

/** Runs the database's periodic maintenance. Resolves to false when it should be tried again soon. */
export async function runUpkeep(): Promise<boolean> {
  return openedDoors().runUpkeep();
}

/** Closes the database after the writes that are queued already. */
export async function closeDoors(): Promise<void> {
  const { close } = openedDoors();
  const held = holder();
  held.doors = undefined;
  held.opening = undefined;
  watchWith(null);
  await close();
}
