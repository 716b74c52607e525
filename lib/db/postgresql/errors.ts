import { errorText } from "../errors.ts";

/**
 * The errors of a database that is away. PostgreSQL's codes: the server is shutting down or starting (57P01 to 57P03), has
 * no connection left (53300), has a full disk (53100), takes no writes since another machine has taken over (25006), does
 * not let us in any more (28xxx, 3D000), waited too long for a lock or for us (57014, 55P03, 25P03), or the connection broke
 * (08xxx). Prisma's codes: P1xxx, P2024, and P2028 for a transaction that could not begin or has lost its connection.
 * Node's codes: ECONNREFUSED and the like. The rest are messages of the drivers and of poolers, which come without a code.
 */
const DATABASE_AWAY =
  /\b(57P0[123]|57014|53300|53100|55P03|25006|25P03|28000|28P01|3D000|08\w{3}|P1000|P1001|P1002|P1003|P1008|P1017|P2024|P2028|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|ENOTFOUND|EAI_AGAIN)\b|timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|server login has been failing|server conn crashed|query_wait_timeout|SocketTimeout|DatabaseNotReachable|ConnectionClosed|Can't reach database server/i;

/** Whether `error`, or an error that caused it, means that the database cannot be used now. */
export function isDatabaseAway(error: unknown): boolean {
  if (DATABASE_AWAY.test(errorText(error))) return true;
  return error instanceof Error && error.cause !== undefined && isDatabaseAway(error.cause);
}

/**
 * The errors with which PostgreSQL ends a transaction because of another one: a serialization failure (40001) or a
 * deadlock (40P01). P2034 is Prisma's code for both.
 */
const CONFLICT = /\b(40001|40P01|P2034)\b|TransactionWriteConflict/;

/** Whether `error` means that the same transaction can succeed when it runs again. */
export function isConflict(error: unknown): boolean {
  return CONFLICT.test(errorText(error));
}

/** A unique index (23505, P2002) or a foreign key (23503, P2003) that was violated. */
const VIOLATION = /\b(23505|23503|P2002|P2003)\b|UniqueConstraintViolation|ForeignKeyConstraintViolation/;

/** Whether `error` means that a row stands in the way, or that one is missing which is pointed at. */
export function isViolation(error: unknown): boolean {
  return VIOLATION.test(errorText(error));
}
