import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { checkNewPassword } from "../auth/new-password.ts";
import { hashPassword } from "../auth/password.ts";
import { dropSessionCache, endAllSessions } from "../auth/sessions.ts";
import type { ClientInfo } from "../auth/viewer-type.ts";
import { db, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { disconnect } from "../realtime/publish.ts";
import { ACTIVE, authorSelect, toAuthor } from "../users/rows.ts";
import { type Author, plainName } from "../users/schema.ts";
import {
  type Administrator,
  getAccountHolder,
  logAdministration,
  requireAdministratorRole,
  requireStillAdministrator,
} from "./administrator.ts";
import { RESET_HOURS, type ResetInput, type ResetLink } from "./schema.ts";

const CODE_BYTES = 32;
const GONE = new AppError(
  "forbidden",
  `This link does not work any more. A link for a new password works once and for ${RESET_HOURS} hours. Ask an administrator for a new one.`,
);

/**
 * Makes the link with which a person sets a new password, and invalidates the previous link. Only its hash is stored,
 * so the link is returned only here. Throws `forbidden`, `not_found`, and `conflict` for a disabled account.
 */
export async function createResetLink(by: Administrator, userId: string, appOrigin: string): Promise<ResetLink> {
  requireAdministratorRole(by);
  const code = randomBytes(CODE_BYTES).toString("base64url");
  const expiresAt = new Date(Date.now() + RESET_HOURS * 60 * 60 * 1000);
  const fields = { codeHash: hashCode(code), createdAt: new Date(), expiresAt };
  await write(async (tx) => {
    await requireStillAdministrator(tx, by);
    const { disabledAt } = await getAccountHolder(tx, userId);
    if (disabledAt) throw new AppError("conflict", "This account is disabled. Enable it first.");
    await tx.resetLink.upsert({ where: { userId }, create: { userId, ...fields }, update: fields });
  });
  logAdministration(by, "made a link for a new password", userId);
  return { url: `${appOrigin}/reset?code=${code}`, expiresAt: expiresAt.toISOString() };
}

/** Returns the person whose password a valid link sets, else null. Opening a link does not use it up. */
export async function findReset(code: string): Promise<Author | null> {
  const row = await db().resetLink.findFirst({
    where: usable(code),
    select: { user: { select: authorSelect } },
  });
  return row && toAuthor(row.user);
}

/**
 * Sets a new password with a link, which is used up, and ends all sessions of the person. Throws `forbidden` for an
 * invalid link, and `invalid` for a password that cannot be chosen; the link then stays valid.
 */
export async function resetPassword({ code, newPassword }: ResetInput, origin: ClientInfo): Promise<void> {
  const person = await findReset(code);
  if (!person) throw GONE;
  const names = [person.username, plainName(person)];
  const passwordHash = await hashPassword(await checkNewPassword(newPassword, "newPassword", names));
  const userId = await write(async (tx) => {
    // The link is looked up again inside the transaction, so that of two concurrent uses the second is refused.
    const row = await tx.resetLink.findFirst({ where: usable(code), select: { userId: true } });
    if (!row) throw GONE;
    await tx.resetLink.deleteMany({ where: { userId: row.userId } });
    await tx.user.updateMany({ where: { id: row.userId }, data: { passwordHash } });
    await endAllSessions(tx, row.userId);
    return row.userId;
  });
  dropSessionCache();
  disconnect(userId);
  log.info("password set by a link", { userId, address: origin.address });
}

function usable(code: string) {
  return { codeHash: hashCode(code), expiresAt: { gt: new Date() }, user: ACTIVE };
}

function hashCode(code: string): string {
  return createHash("sha256").update(code).digest("base64url");
}
