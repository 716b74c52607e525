import { Prisma } from "../../prisma/generated/client.ts";
import { AppError } from "../errors.ts";
import { noteAway } from "./away.ts";

/** Whether `error` is a violation of a unique index that covers `column`. */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") return false;
  return column === undefined || JSON.stringify(error.meta ?? {}).includes(column);
}

/** The code of Prisma's error for a transaction that took too long. */
const TOO_SLOW = /P2028/;
const AWAY = "The server cannot reach its data at the moment. Try again soon.";
/** A database that starts again needs a few seconds. */
const RETRY_AFTER_SECONDS = 3;

/**
 * Turns an error of the database that passes by itself into an AppError `unavailable`, and sees to it that the log says so
 * once; returns others unchanged. The cause is left out of it, because the log has it.
 */
export function toAppError(error: unknown, isDatabaseAway: (error: unknown) => boolean): unknown {
  if (error instanceof AppError || !(isDatabaseAway(error) || TOO_SLOW.test(errorText(error)))) return error;
  noteAway(error);
  return new AppError("unavailable", AWAY, { retryAfterSeconds: RETRY_AFTER_SECONDS, isLogged: true });
}

/** Returns an error's message and code as one text, because drivers and Prisma put the reason into either. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.message} ${"code" in error ? String(error.code) : ""}` : "";
}
