import "server-only";
import type { Prisma, PrismaClient } from "../../prisma/generated/client.ts";
import { getConfig } from "../config.ts";
import { singleton } from "../singleton.ts";
import { type Dialect, loadDialect, type OpenDatabase } from "./dialect.ts";
import { toAppError } from "./errors.ts";
import type { ReadSql, Sql, SqlInput } from "./sql.ts";

/** What a command may do inside `writeSql`. */
export type SqlTx = { sql: Sql };
/** What a command may do inside `write`: all of that, and Prisma, in the same transaction. */
export type Tx = Prisma.TransactionClient & SqlTx;

type Doors = OpenDatabase & Pick<Dialect, "isDatabaseAway">;

/** Where the doors are while they are open; in Next several copies of this module share them. */
const holder = () => singleton("db.doors", (): { opening?: Promise<Doors>; doors?: Doors } => ({}));

/** Opens the doors at the process's start, so that a database that cannot be used ends the start and not the first request. */
export async function openDoors(): Promise<void> {
  const held = holder();
  held.opening ??= open();
  held.doors = await held.opening;
}

async function open(): Promise<Doors> {
  const { databaseUrl } = getConfig();
  const { open, isDatabaseAway } = await loadDialect(databaseUrl);
  return { ...(await open(databaseUrl)), isDatabaseAway };
}

function openedDoors(): Doors {
  const { doors } = holder();
  if (!doors) throw new Error("The doors to the database are not open: call openDoors() first.");
  return doors;
}

/** The door for reads: unable to write, it sees committed rows only. */
export function db(): PrismaClient {
  return openedDoors().reader;
}

/** The same door for statements in SQL. What is read inside `write` is asked for through the transaction's own `sql`. */
export const sql: ReadSql = {
  async all<Row>(texts: TemplateStringsArray, ...inputs: SqlInput[]) {
    return openedDoors().sql.all<Row>(texts, ...inputs);
  },
};

/**
 * The only door for writes: runs `change` as if in a transaction of its own, and resolves after the commit is durable.
 * What is read in it cannot be outdated by another process when it commits. What `change` throws undoes all that it did
 * and is thrown to the caller. It may run twice, so it does nothing but write.
 */
export async function write<T>(change: (tx: Tx) => Promise<T>): Promise<T> {
  return openedDoors().write(change).catch(throwAppError);
}

/** The same door, for a change that needs no Prisma: a message costs a tenth of what it does there. */
export async function writeSql<T>(change: (tx: SqlTx) => Promise<T>): Promise<T> {
  return openedDoors().writeSql(change).catch(throwAppError);
}

function throwAppError(error: unknown): never {
  throw toAppError(error, openedDoors().isDatabaseAway);
}

/** Does what the database needs from time to time. False where it is to be tried again soon. */
export async function runUpkeep(): Promise<boolean> {
  return openedDoors().runUpkeep();
}

/** Closes the doors after the writes that are already waiting. */
export async function closeDoors(): Promise<void> {
  const { close } = openedDoors();
  const held = holder();
  held.doors = undefined;
  held.opening = undefined;
  await close();
}
