import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type Tx } from "../db/doors.ts";
import { AppError, notFound } from "../errors.ts";
import { log } from "../log.ts";
import { ACTIVE } from "../users/rows.ts";
import { canAdminister } from "./policy.ts";

/** Who changes accounts: an administrator, or whoever has a shell on the server (`npm run admin`). */
export type Administrator = Viewer | "shell";

const ONLY_ADMINISTRATORS = new AppError("forbidden", "Only administrators see and change other people's accounts.");

/** Throws `forbidden` for everybody but administrators. */
export function requireMay(by: Administrator): void {
  if (by !== "shell" && !canAdminister(by)) throw ONLY_ADMINISTRATORS;
}

/** The same as of the transaction: whoever was unmade meanwhile changes nothing any more. */
export async function requireStillMay(tx: Tx, by: Administrator): Promise<void> {
  if (by === "shell") return;
  const count = await tx.user.count({ where: { id: by.id, ...activeAdministrator } });
  if (count === 0) throw ONLY_ADMINISTRATORS;
}

const activeAdministrator = { role: "ADMIN", ...ACTIVE } as const;

/** The names of administrators who can be asked, those who were here first. */
export async function listAdministratorNames(limit: number): Promise<string[]> {
  const rows = await db().user.findMany({
    where: activeAdministrator,
    orderBy: { createdAt: "asc" },
    take: limit,
    select: { displayName: true },
  });
  return rows.map((row) => row.displayName);
}

/**
 * Undoes, by throwing `conflict`, what would leave nobody to administer. Asked inside the transaction and after the
 * change: of two who unmake one another at once the second is refused.
 */
export async function requireAdministrator(tx: Tx): Promise<void> {
  if ((await tx.user.count({ where: activeAdministrator })) > 0) return;
  throw new AppError("conflict", "This is the last administrator. Make somebody else an administrator first.");
}

/** A person whose account is there. Throws `not_found`. */
export async function getAccountHolder(tx: Pick<Tx, "user">, userId: string) {
  const person = await tx.user.findUnique({ where: { id: userId } });
  if (!person || person.deletedAt) throw notFound("person");
  return person;
}

/** Who did what to whom, for whoever reads the server's log. Never a secret. A shell says it itself. */
export function noteInLog(by: Administrator, act: string, userId: string): void {
  if (by !== "shell") log.info("administration", { act, by: by.id, userId });
}
