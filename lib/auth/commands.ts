import "server-only";
import { read, write } from "../db/doors.ts";
import { AppError, notFound } from "../errors.ts";
import { log } from "../log.ts";
import { disconnect } from "../realtime/publish.ts";
import { foldName } from "../text.ts";
import { toUser, userSelect } from "../users/rows.ts";
import { type LoginInput, PASSWORD_MAX, type SessionInfo, type User } from "../users/schema.ts";
import { verifyPassword } from "./password.ts";
import { createSession, dropSessionCache, type NewSession, type SessionKind } from "./sessions.ts";
import { loginThrottle } from "./throttle.ts";
import type { RequestOrigin, Viewer } from "./viewer-type.ts";

/**
 * Checks a name and a password and begins a session. Throws `unauthorized`, with the same words and after the same
 * work whether or not there is such an account, and `rate_limited` after too many failures.
 */
export async function logIn(
  input: LoginInput,
  origin: RequestOrigin & { kind: SessionKind },
): Promise<{ user: User; session: NewSession }> {
  const usernameKey = foldName(input.username.trim());
  const throttle = loginThrottle(usernameKey, origin.address);
  throttle.check();
  const found = await (await read()).user.findUnique({
    where: { usernameKey, deletedAt: null },
    select: { ...userSelect, passwordHash: true, disabledAt: true },
  });
  const password = input.password.slice(0, PASSWORD_MAX * 2);
  // Checked again when the turn comes: of many guesses sent at once only the first few are tried.
  const matches = await verifyPassword(found?.passwordHash ?? null, password, throttle.check);
  if (!found || !matches) {
    throttle.failed();
    log.warn("log-in refused", { address: origin.address, account: found?.id ?? null });
    throw new AppError("unauthorized", "That username and password do not match. Check both and try again.");
  }
  throttle.succeeded();
  // Not before the password was right: a stranger does not learn who is here.
  if (found.disabledAt) {
    log.warn("log-in to a disabled account", { address: origin.address, account: found.id });
    throw new AppError("forbidden", "This account is disabled. Ask an administrator.");
  }
  const session = await write((tx) => createSession(tx, found.id, origin.kind, origin));
  log.info("log-in", { userId: found.id, sessionId: session.id, address: origin.address });
  return { user: toUser(found), session };
}

/** The viewer's sessions, the latest used first. */
export async function listSessions(viewer: Viewer): Promise<SessionInfo[]> {
  const rows = await (await read()).session.findMany({
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

/** Ends one of the viewer's sessions. Throws `not_found` for somebody else's. */
export async function revokeSession(viewer: Viewer, sessionId: string): Promise<void> {
  const { count } = await write((tx) => tx.session.deleteMany({ where: { id: sessionId, userId: viewer.id } }));
  if (count === 0) throw notFound("session");
  dropSessionCache();
  disconnect(viewer.id, { sessionId });
}

/** Ends all of the viewer's sessions but the one that asks. */
export async function revokeOtherSessions(viewer: Viewer): Promise<void> {
  await write((tx) => tx.session.deleteMany({ where: { userId: viewer.id, id: { not: viewer.sessionId } } }));
  dropSessionCache();
  disconnect(viewer.id, { exceptSessionId: viewer.sessionId });
}
