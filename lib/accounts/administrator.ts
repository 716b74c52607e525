import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { sql, type Tx } from "../db/doors.ts";
import { AppError, notFound } from "../errors.ts";
import { log } from "../log.ts";
import { ACTIVE } from "../users/rows.ts";
import { canAdminister } from "./policy.ts";

/** The actor of a change of accounts: an administrator, or "shell" for `npm run admin` on the server. */
export type Administrator = Viewer | "shell";

const ONLY_ADMINISTRATORS = new AppError("forbidden", "Only administrators see and change other people's accounts.");

/** Throws `forbidden` for everybody but administrators. */
export function requireAdministratorRole(by: Administrator): void {
  if (by !== "shell" && !canAdminister(by)) throw ONLY_ADMINISTRATORS;
}

/** Throws `refusal`, which is `forbidden`, unless `by` is still an active administrator inside the transaction. */
export async function requireStillAdministrator(
  tx: Tx,
  by: Administrator,
  refusal = ONLY_ADMINISTRATORS,
): Promise<void> {
  if (by === "shell") return;
  const count = await tx.user.count({ where: { id: by.id, ...activeAdministrator } });
  if (count === 0) throw refusal;
}

const activeAdministrator = { role: "ADMIN", ...ACTIVE } as const;

/** Returns the names of the administrators who can be asked for help, the earliest first. */
export async function listAdministratorNames(limit: number): Promise<string[]> {
  const rows = await sql.all<{ displayName: string }>`
    SELECT "displayName" FROM "User" WHERE "role" = 'ADMIN' AND "disabledAt" IS NULL AND "deletedAt" IS NULL
    ORDER BY "createdAt" LIMIT ${limit}`;
  return rows.map((row) => row.displayName);
}

/**
 * Throws `conflict`, and so undoes the transaction, when it would leave no administrator. It is called after the
 * change: of two administrators who demote each other at once, the second is refused.
 */
export async function requireAdministrator(tx: Tx): Promise<void> {
  if ((await tx.user.count({ where: activeAdministrator })) > 0) return;
  throw new AppError("conflict", "This is the last administrator. Make somebody else an administrator first.");
}

/** Loads a person whose account is not deleted. Throws `not_found`. */
export async function getAccountHolder(tx: Pick<Tx, "user">, userId: string) {
  const person = await tx.user.findUnique({ where: { id: userId } });
  if (!person || person.deletedAt) throw notFound("person");
  return person;
}

/** Logs which administrator, or the shell, did what to whom, without secrets. */
export function logAdministration(by: Administrator, act: string, userId: string): void {
  log.info("administration", { act, by: by === "shell" ? "shell" : by.id, userId });
}
