import { Prisma } from "../../prisma/generated/client.ts";
import { AppError } from "../errors.ts";

/** Whether `error` is a violation of a unique index that covers `column`. */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") return false;
  return column === undefined || JSON.stringify(error.meta ?? {}).includes(column);
}

/** The code of Prisma's error for a transaction that took too long. */
const TOO_SLOW = /P2028/;

/** Turns an error of the database that passes by itself into an AppError `unavailable`; returns others unchanged. */
export function toAppError(error: unknown, isDatabaseAway: (error: unknown) => boolean): unknown {
  if (error instanceof AppError || !(isDatabaseAway(error) || TOO_SLOW.test(errorText(error)))) return error;
  return new AppError("unavailable", "The server cannot write at the moment. Try again soon.", { cause: error });
}

/** Returns an error's message and code as one text, because drivers and Prisma put the reason into either. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.message} ${"code" in error ? String(error.code) : ""}` : "";
}
