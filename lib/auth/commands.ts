import "server-only";
import { db, write } from "../db/doors.ts";
import { AppError, notFound } from "../errors.ts";
import { log } from "../log.ts";
import { disconnect } from "../realtime/publish.ts";
import { foldName } from "../text.ts";
import { ACTIVE, toUser, userSelect } from "../users/rows.ts";
import type { LoginInput, SessionInfo, User } from "../users/schema.ts";
import { requireConfirmed } from "./confirm.ts";
import { hashPassword, matchPassword } from "./password.ts";
import {
  createSession,
  dropSessionCache,
  endReplaced,
  type NewSession,
  type SessionStart,
  tellEnded,
} from "./sessions.ts";
import { loginThrottle } from "./throttle.ts";
import type { Viewer } from "./viewer-type.ts";

const wrong = () => new AppError("unauthorized", "That username and password do not match. Check both and try again.");

/**
 * Checks a name and a password and begins a session, in place of the one whose cookie came along. Throws `unauthorized`,
 * with the same words and after the same work whether or not there is such an account, and `rate_limited` after too many
 * failures.
 */
export async function logIn(
  { username, password }: LoginInput,
  start: SessionStart,
): Promise<{ user: User; session: NewSession }> {
  const usernameKey = foldName(username.trim());
  const throttle = loginThrottle(usernameKey, start.address);
  throttle.check();
  const found = await db().user.findUnique({
    where: { usernameKey, deletedAt: null },
    select: { ...userSelect, passwordHash: true, disabledAt: true },
  });
  // Checked again when the turn comes: of many guesses sent at once only the first few are tried.
  const match = await matchPassword(found?.passwordHash ?? null, password, throttle.check);
  if (!found || match === "no") {
    throttle.failed();
    log.warn("log-in refused", { address: start.address, account: found?.id ?? null });
    throw wrong();
  }
  throttle.succeeded();
  // Not before the password was right: a stranger does not learn who is here.
  if (found.disabledAt) {
    log.warn("log-in to a disabled account", { address: start.address, account: found.id });
    throw new AppError("forbidden", "This account is disabled. Ask an administrator.");
  }
  const passwordHash = match === "as typed" ? await hashPassword(password) : found.passwordHash;
  const { session, ended } = await write(async (tx) => {
    // Only for the password that was checked: it takes a while, and whoever changes the password in it shuts this out.
    const { count } = await tx.user.updateMany({
      where: { id: found.id, passwordHash: found.passwordHash, ...ACTIVE },
      data: { passwordHash },
    });
    if (count === 0) throw wrong();
    return { ended: await endReplaced(tx, start), session: await createSession(tx, found.id, start) };
  });
  tellEnded(ended);
  log.info("log-in", { userId: found.id, sessionId: session.id, address: start.address });
  return { user: toUser(found), session };
}

/** The viewer's sessions, the latest used first. */
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

/** Ends the session that asks: its cookie or token is dead at once, on HTTP and on live sockets. */
export async function logOut(viewer: Viewer): Promise<void> {
  await revokeSession(viewer, viewer.sessionId);
}

/**
 * Ends one of the viewer's sessions; another one than that which asks only where the password was typed lately. Throws
 * `not_found` for somebody else's, and as `requireConfirmed`.
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

/** Ends all of the viewer's sessions but the one that asks, where the password was typed lately. Throws as `requireConfirmed`. */
export async function revokeOtherSessions(viewer: Viewer): Promise<void> {
  await write(async (tx) => {
    await requireConfirmed(tx, viewer);
    await tx.session.deleteMany({ where: { userId: viewer.id, id: { not: viewer.sessionId } } });
  });
  dropSessionCache();
  disconnect(viewer.id, { exceptSessionId: viewer.sessionId });
}
