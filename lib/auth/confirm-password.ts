import "server-only";
import { db, type Tx, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import type { ConfirmationInput } from "../users/credentials-schema.ts";
import { verifyPassword } from "./password.ts";
import { dropSessionCache, renewSession } from "./sessions.ts";
import type { Viewer } from "./viewer-type.ts";

/** A confirmation of the password is valid for this time (ASVS 7.5.2). */
const CONFIRMED_FOR_MS = 10 * 60 * 1000;

/**
 * Confirms the viewer's password. A browser's session gets a new token, which is returned. Throws `invalid` for a wrong
 * password, `unauthorized` when the session or the password has changed meanwhile.
 */
export async function confirmPassword(viewer: Viewer, { password }: ConfirmationInput): Promise<string | null> {
  const select = { passwordHash: true };
  const before = await db().user.findUniqueOrThrow({ where: { id: viewer.id }, select });
  if (!(await verifyPassword(before.passwordHash, password)))
    throw new AppError("invalid", "That is not your password.", { fields: { password: "That is not your password." } });
  const token = await write(async (tx) => {
    if ((await tx.user.count({ where: { id: viewer.id, ...before } })) === 0)
      throw new AppError("unauthorized", "Log in first.");
    return renewSession(tx, viewer);
  });
  dropSessionCache();
  return token;
}

/**
 * Throws `forbidden`, with the field `password`, unless the viewer has confirmed their password recently in this
 * session.
 */
export async function requireConfirmed(tx: Tx, viewer: Viewer): Promise<void> {
  const where = { id: viewer.sessionId, userId: viewer.id };
  const session = await tx.session.findFirst({ where, select: { createdAt: true, confirmedAt: true } });
  if (!session) throw new AppError("unauthorized", "Log in first.");
  if (Date.now() - (session.confirmedAt ?? session.createdAt).getTime() <= CONFIRMED_FOR_MS) return;
  const words = "Type your password again first.";
  throw new AppError("forbidden", words, { fields: { password: words } });
}
