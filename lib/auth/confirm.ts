import "server-only";
import { db, type Tx, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import type { ConfirmationInput } from "../users/schema.ts";
import { verifyPassword } from "./password.ts";
import { dropSessionCache, renewSession } from "./sessions.ts";
import type { Viewer } from "./viewer-type.ts";

/** After the password was typed, a session may do so long what only its person should (ASVS 7.5.2). */
const CONFIRMED_FOR_MS = 10 * 60 * 1000;

/**
 * Takes the password once more from whoever is signed in; a browser's session gets another token, which is returned. Throws
 * `invalid` for a wrong one, `unauthorized` when the session or the password has changed meanwhile.
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
 * Refuses what only the person themselves should do from a session in which the password was typed too long ago. Throws
 * `forbidden`, with the field that is wanted.
 */
export async function requireConfirmed(tx: Tx, viewer: Viewer): Promise<void> {
  const where = { id: viewer.sessionId, userId: viewer.id };
  const session = await tx.session.findFirst({ where, select: { createdAt: true, confirmedAt: true } });
  if (!session) throw new AppError("unauthorized", "Log in first.");
  if (Date.now() - (session.confirmedAt ?? session.createdAt).getTime() <= CONFIRMED_FOR_MS) return;
  const words = "Type your password again first.";
  throw new AppError("forbidden", words, { fields: { password: words } });
}
