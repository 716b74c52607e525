import { errorText } from "../errors.ts";

/**
 * PostgreSQL's codes of a server that is ending, starting or out of connections; Node's of a connection that is refused or
 * lost; Prisma's of a database that cannot be reached; and what the driver says in words alone.
 */
const DATABASE_AWAY =
  /\b(57P0[123]|53300|53100|08\w{3}|P1001|P1002|P1008|P1017|P2024|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)\b|timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|DatabaseNotReachable|ConnectionClosed|Can't reach database server/i;

/** Whether the database cannot be reached now, or has no connection left. */
export function isDatabaseAway(error: unknown): boolean {
  if (DATABASE_AWAY.test(errorText(error))) return true;
  return error instanceof Error && error.cause !== undefined && isDatabaseAway(error.cause);
}

/** Two transactions that changed what the other had read, or that wait for each other: PostgreSQL ends one, to be run again. */
const CONFLICT = /\b(40001|40P01|P2034)\b|TransactionWriteConflict/;

export function isConflict(error: unknown): boolean {
  return CONFLICT.test(errorText(error));
}
