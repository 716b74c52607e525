import "server-only";
import { db, write } from "../db/doors.ts";
import { AppError, notFound } from "../errors.ts";
import { log } from "../log.ts";
import { disconnect } from "../realtime/publish.ts";
import { foldName } from "../text.ts";
import type { LoginInput, SessionInfo } from "../users/credentials-schema.ts";
import { ACTIVE, toUser, userSelect } from "../users/rows.ts";
import type { User } from "../users/schema.ts";
import { requireConfirmed } from "./confirm-password.ts";
import { loginThrottle } from "./login-throttle.ts";
import { comparePassword, hashPassword } from "./password.ts";
import {
  closeEnded,
  createSession,
  dropSessionCache,
  endReplaced,
  type NewSession,
  type SessionStart,
} from "./sessions.ts";
import type { Viewer } from "./viewer-type.ts";

const wrong = () => new AppError("unauthorized", "That username and password do not match. Check both and try again.");

/**
 * Checks a name and a password, and begins a session that replaces the one whose cookie was sent. Throws
 * `unauthorized`, with the same message and after the same work whether or not the account exists, and `rate_limited`
 * after too many failures.
 */
export async function logIn(
  { username, password }: LoginInput,
  start: SessionStart,
): Promise<{ user: User; session: NewSession }> {
  const usernameKey = foldName(username.trim());
  const throttle = loginThrottle(usernameKey, start.address);
  await throttle.check();
  const found = await db().user.findUnique({
    where: { usernameKey, deletedAt: null },
    select: { ...userSelect, passwordHash: true, disabledAt: true },
  });
  // The attempt is counted when the hashing begins, so that of many guesses sent at once only the first few are tried.
  const match = await comparePassword(found?.passwordHash ?? null, password, throttle.attempt);
  if (!found || match === "no") {
    await throttle.failed();
    log.warn("log-in refused", { address: start.address, account: found?.id ?? null });
    throw wrong();
  }
  await throttle.succeeded();
  // Only a person with the right password learns that the account is disabled, so that strangers do not learn who is
  // here.
  if (found.disabledAt) {
    log.warn("log-in to a disabled account", { address: start.address, account: found.id });
    throw new AppError("forbidden", "This account is disabled. Ask an administrator.");
  }
  const passwordHash = match === "as typed" ? await hashPassword(password) : found.passwordHash;
  const { session, ended } = await write(async (tx) => {
    // Hashing takes a while, so the hash that was checked must be the stored one still: a password changed meanwhile
    // wins. It is written only if it changes, because two log-ins of one account that write its row hold each other up.
    const where = { id: found.id, passwordHash: found.passwordHash, ...ACTIVE };
    const isSame = passwordHash === found.passwordHash;
    const count = isSame
      ? await tx.user.count({ where })
      : (await tx.user.updateMany({ where, data: { passwordHash } })).count;
    if (count === 0) throw wrong();
    return { ended: await endReplaced(tx, start), session: await createSession(tx, found.id, start) };
  });
  closeEnded(ended);
  log.info("log-in", { userId: found.id, sessionId: session.id, address: start.address });
  return { user: toUser(found), session };
}

/** Lists the viewer's sessions, the most recently used first. */
export async function listSessions(viewer: Viewer): Promise<SessionInfo[]> {
  const rows = await db().session.findMany({
    where: { userId: viewer.id, expiresAt: { gt: new Date() } },
    orderBy: { lastSeenAt: "desc" },
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    userAgent: row.userAgent,
    address: row.address,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    current: row.id === viewer.sessionId,
  }));
}

/** Ends the session of this request: its cookie or token becomes invalid at once, on HTTP and on sockets. */
export async function logOut(viewer: Viewer): Promise<void> {
  await revokeSession(viewer, viewer.sessionId);
}

/**
 * Ends one of the viewer's sessions. Any but the current one needs a recent confirmation of the password. Throws
 * `not_found` for somebody else's session, and as `requireConfirmed`.
 */
export async function revokeSession(viewer: Viewer, sessionId: string): Promise<void> {
  await write(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id: sessionId, userId: viewer.id } });
    if (count === 0) throw notFound("session");
    if (sessionId !== viewer.sessionId) await requireConfirmed(tx, viewer);
  });
  dropSessionCache();
  disconnect(viewer.id, { sessionId });
}

/**
 * Ends all of the viewer's sessions except the current one, after a recent confirmation of the password. Throws as
 * `requireConfirmed`.
 */
export async function revokeOtherSessions(viewer: Viewer): Promise<void> {
  await write(async (tx) => {
    await requireConfirmed(tx, viewer);
    await tx.session.deleteMany({ where: { userId: viewer.id, id: { not: viewer.sessionId } } });
  });
  dropSessionCache();
  disconnect(viewer.id, { exceptSessionId: viewer.sessionId });
}
