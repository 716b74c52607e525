import { Prisma } from "../../prisma/generated/client.ts";
import { AppError } from "../errors.ts";

/** Whether `error` is a write refused by a unique index that covers `column`. */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") return false;
  return column === undefined || JSON.stringify(error.meta ?? {}).includes(column);
}

const DATABASE_AWAY = /database is locked|SQLITE_BUSY|SQLITE_FULL|database or disk is full|disk I\/O|P1008|P2034/i;
/** Prisma's own "the transaction took too long". */
const TOO_SLOW = /P2028/;

/** Whether the database itself cannot be written now (locked by another process, full), whoever asks. */
export function isDatabaseAway(error: unknown): boolean {
  return DATABASE_AWAY.test(wordsOf(error));
}

/** Turns a fault of the database that passes by itself (locked, full) into `unavailable`; returns others as they are. */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError || !(isDatabaseAway(error) || TOO_SLOW.test(wordsOf(error)))) return error;
  return new AppError("unavailable", "The server cannot write at the moment. Try again soon.", { cause: error });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${"code" in error ? String(error.code) : ""}` : "";
}
