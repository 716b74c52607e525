import { Prisma } from "../../prisma/generated/client.ts";
import { AppError } from "../errors.ts";

/** Whether `error` is a write refused by a unique index that covers `column`. */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") return false;
  return column === undefined || JSON.stringify(error.meta ?? {}).includes(column);
}

/** Prisma's own "the transaction took too long". */
const TOO_SLOW = /P2028/;

/** Turns a fault of the database that passes by itself into `unavailable`; returns others as they are. */
export function toAppError(error: unknown, isDatabaseAway: (error: unknown) => boolean): unknown {
  if (error instanceof AppError || !(isDatabaseAway(error) || TOO_SLOW.test(wordsOf(error)))) return error;
  return new AppError("unavailable", "The server cannot write at the moment. Try again soon.", { cause: error });
}

/** What an error says, with its code: drivers and Prisma put what counts into either. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${"code" in error ? String(error.code) : ""}` : "";
}
