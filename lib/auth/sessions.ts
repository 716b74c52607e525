import "server-only";
import { createHash, randomBytes } from "node:crypto";
import QuickLRU from "quick-lru";
import { getConfig } from "../config.ts";
import { sql, type Tx, write } from "../db/doors.ts";
import { sqlColumns } from "../db/sql.ts";
import { AppError } from "../errors.ts";
import { dropExpired } from "../expiry.ts";
import { createId } from "../ids.ts";
import { later } from "../later.ts";
import { disconnect } from "../realtime/publish.ts";
import { getRuntime } from "../runtime.ts";
import { singleton } from "../singleton.ts";
import { toUser, type UserRow, userSelect } from "../users/rows.ts";
import { isCurrent } from "./session-ends.ts";
import type { ClientInfo, Viewer } from "./viewer-type.ts";

/**
 * A verified token is cached for this time. A revocation in this process removes it at once; where there are other
 * processes, it holds in them after CACHE_SHARED_MS.
 */
const CACHE_MS = 5000;
const CACHE_SHARED_MS = 1000;
/** The cache holds at least this many tokens, and at most twice as many. */
const CACHE_SIZE = 20_000;
/** `lastSeenAt` is written at most once in this time. */
const TOUCH_MS = 5 * 60 * 1000;
const USER_AGENT_MAX = 300;

const USER_COLUMNS = sqlColumns("u", Object.keys(userSelect));

export type NewSession = { id: string; token: string };
type SessionKind = "BROWSER" | "TOKEN";

/** The kind and origin of a new session, and the token of the session that it replaces, if a cookie was sent. */
export type SessionStart = ClientInfo & { kind: SessionKind; replaces?: string | null };

export type EndedSession = { id: string; userId: string };

type Times = { lastSeenAt: Date; expiresAt: Date };
type Cached = { viewer: Viewer; endsAt: number };
type Cache = { entries: Map<string, Cached>; generation: number };

/** Adds a session inside the caller's transaction. Returns the token, of which only a hash is stored. */
export async function createSession(tx: Tx, userId: string, start: SessionStart): Promise<NewSession> {
  const session = { id: createId(), token: newToken() };
  await tx.session.createMany({
    data: {
      id: session.id,
      userId,
      kind: start.kind,
      tokenHash: hashToken(session.token),
      userAgent: start.userAgent.slice(0, USER_AGENT_MAX),
      address: start.address,
      expiresAt: new Date(Date.now() + getConfig().session.maxMs),
    },
  });
  const lastSeenAt = new Date();
  const before = { lt: new Date(lastSeenAt.getTime() - touchInterval()) };
  const where = { id: userId, OR: [{ lastSeenAt: null }, { lastSeenAt: before }] };
  await tx.user.updateMany({ where, data: { lastSeenAt } });
  return session;
}

/**
 * Ends every session of a person, in the caller's transaction. After its commit, call `dropSessionCache` and
 * `disconnect`. Other processes find it by `endedAt`.
 */
export async function endAllSessions(tx: Tx, userId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
  await tx.user.updateMany({ where: { id: userId }, data: { endedAt: new Date() } });
}

/**
 * Ends the session that a new one replaces, whosever it was, inside the caller's transaction (ASVS 7.2.4). After the
 * commit, call `closeEnded`, which closes its sockets.
 */
export async function endReplaced(tx: Tx, { replaces }: SessionStart): Promise<EndedSession[]> {
  if (!replaces) return [];
  const where = { tokenHash: hashToken(replaces) };
  const ended = await tx.session.findMany({ where, select: { id: true, userId: true } });
  await tx.session.deleteMany({ where });
  return ended;
}

/** Called after the commit that ended these sessions: removes their tokens from the cache and closes their sockets. */
export function closeEnded(ended: readonly EndedSession[]): void {
  if (ended.length === 0) return;
  dropSessionCache();
  for (const { id, userId } of ended) disconnect(userId, { sessionId: id });
}

/**
 * Records that the viewer has just confirmed the password. A browser's session gets a new token, which is returned; a
 * program keeps its own. Throws `unauthorized` when the session has ended.
 */
export async function renewSession(tx: Tx, viewer: Viewer): Promise<string | null> {
  const where = { id: viewer.sessionId, userId: viewer.id };
  const session = await tx.session.findFirst({ where, select: { kind: true } });
  if (!session) throw new AppError("unauthorized", "Log in first.");
  const token = session.kind === "BROWSER" ? newToken() : null;
  await tx.session.updateMany({
    where,
    data: { confirmedAt: new Date(), ...(token && { tokenHash: hashToken(token) }) },
  });
  return token;
}

/** Returns the viewer of a token, or null when the session is unknown, revoked, idle for too long or over. */
export async function findViewerByToken(token: string): Promise<Viewer | null> {
  const { entries } = cache();
  const cached = entries.get(token);
  if (cached && cached.endsAt > Date.now()) return cached.viewer;
  const generation = cache().generation;
  // The time counts from before the read, because what is read may be revoked from then on.
  const endsAt = Date.now() + (getRuntime().isAlone ? CACHE_MS : CACHE_SHARED_MS);
  const viewer = await loadViewer(token);
  // A revocation during the read must win over what was read before it, so it is read again.
  if (generation !== cache().generation) return findViewerByToken(token);
  if (viewer) {
    entries.set(token, { viewer, endsAt });
  } else {
    entries.delete(token);
  }
  return viewer;
}

/** Clears the cache, so that the next request of each session is checked against the database. */
export function dropSessionCache(): void {
  cache().entries.clear();
  cache().generation += 1;
}

/** Whether a session may still be used; checked for long-lived sockets. */
export async function isSessionAlive(sessionId: string): Promise<boolean> {
  const [session] = await sql.all<Times>`
    SELECT s."lastSeenAt", s."expiresAt" FROM "Session" s JOIN "User" u ON u."id" = s."userId"
    WHERE s."id" = ${sessionId} AND u."disabledAt" IS NULL AND u."deletedAt" IS NULL`;
  return session !== undefined && isCurrent(session);
}

/** Checks the session again after a slow operation. Throws `unauthorized` when it has ended meanwhile. */
export async function requireSession(viewer: Viewer): Promise<void> {
  if (!(await isSessionAlive(viewer.sessionId))) throw new AppError("unauthorized", "Log in first.");
}

async function loadViewer(token: string): Promise<Viewer | null> {
  // Disabling an account ends its sessions; the condition also covers a log-in in progress at that moment.
  const [found] = await sql.all<UserRow & Times & { sessionId: string }>`
    SELECT s."id" AS "sessionId", s."lastSeenAt", s."expiresAt", ${USER_COLUMNS}
    FROM "Session" s JOIN "User" u ON u."id" = s."userId"
    WHERE s."tokenHash" = ${hashToken(token)} AND u."disabledAt" IS NULL AND u."deletedAt" IS NULL`;
  if (!found || !isCurrent(found)) return null;
  const { sessionId, lastSeenAt } = found;
  if (Date.now() - lastSeenAt.getTime() > touchInterval()) touch(sessionId, found.id);
  return { ...toUser(found), sessionId };
}

function touchInterval(): number {
  return Math.min(TOUCH_MS, getConfig().session.idleMs / 4);
}

function touch(sessionId: string, userId: string): void {
  const lastSeenAt = new Date();
  const writing = write(async (tx) => {
    await tx.session.updateMany({ where: { id: sessionId }, data: { lastSeenAt } });
    await tx.user.updateMany({ where: { id: userId }, data: { lastSeenAt } });
  });
  later(writing, "last seen could not be written", { sessionId });
}

function newToken(): string {
  return randomBytes(32).toString("base64url");
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

function cache(): Cache {
  return singleton<Cache>("auth.sessions", () => {
    const entries: Cache["entries"] = new QuickLRU({ maxSize: CACHE_SIZE });
    // Clients with an open socket may send no request for hours; each expired entry takes 700 bytes.
    setInterval(() => dropExpired(entries), CACHE_MS).unref();
    return { entries, generation: 0 };
  });
}
