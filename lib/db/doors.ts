import "server-only";
import type { Prisma, PrismaClient } from "../../prisma/generated/client.ts";
import { getConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { once } from "../once.ts";
import { toAppError } from "./errors.ts";
import { openClient } from "./open.ts";

/** What a command may do inside `write`. */
export type Tx = Prisma.TransactionClient;

/** A write that waited in the queue for so long is refused rather than kept. */
const TRANSACTION_TIMEOUT_MS = 15_000;
/** More writes than this waiting means that the disk cannot follow: refuse new ones with 503. */
const QUEUE_MAX = 5000;

type Doors = { reader: PrismaClient; writer: PrismaClient; waiting: number; tail: Promise<unknown> };

function doors(): Promise<Doors> {
  return once("db.doors", async () => {
    const { databaseUrl } = getConfig();
    // The writer first: it makes the file and its WAL, which a query_only connection cannot.
    const writer = await openClient(databaseUrl, "write");
    const reader = await openClient(databaseUrl, "read");
    return { reader, writer, waiting: 0, tail: Promise.resolve() };
  });
}

/** Opens both doors now, so that a database that cannot be used ends the start and not the first request. */
export async function openDoors(): Promise<void> {
  await doors();
}

/** The door for reads: a connection of its own, unable to write, that sees committed rows only. */
export async function read(): Promise<PrismaClient> {
  return (await doors()).reader;
}

/**
 * The only door for writes: runs `change` in a transaction of its own, one at a time in this process, and resolves
 * after the commit is on disk. What `change` throws rolls everything back and is thrown to the caller.
 *
 * One queue, because with this driver a statement of one request can slip into another's open transaction and vanish
 * with it (RELIABILITY.md, fact 1). Let the first statement be a write: it takes SQLite's write lock, so that what is
 * read after it cannot be outdated by another process.
 */
export async function write<T>(change: (tx: Tx) => Promise<T>): Promise<T> {
  const state = await doors();
  if (state.waiting >= QUEUE_MAX) throw new AppError("unavailable", "The server is busy. Try again in a moment.");
  state.waiting += 1;
  const turn = state.tail.then(() => state.writer.$transaction(change, { timeout: TRANSACTION_TIMEOUT_MS }));
  state.tail = turn.catch(() => undefined);
  try {
    return await turn;
  } catch (error) {
    throw toAppError(error);
  } finally {
    state.waiting -= 1;
  }
}

/** Closes both doors after the writes that are already waiting. */
export async function closeDoors(): Promise<void> {
  const state = await doors();
  await state.tail;
  await Promise.all([state.reader.$disconnect(), state.writer.$disconnect()]);
}
