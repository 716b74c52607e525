import "server-only";
import { getConfig } from "../config.ts";
import { type SqlPiece, sqlPart } from "../db/sql.ts";

// When a session is over by itself: at its end, and after a time without use. Rows of those that are over stay until they are swept.

/** A session that was used last before this moment is over. */
const idleSince = (now: Date): Date => new Date(now.getTime() - getConfig().session.idleMs);

/** Whether a session is not over. */
export function isCurrent({ expiresAt, lastSeenAt }: { expiresAt: Date; lastSeenAt: Date }): boolean {
  const now = new Date();
  return expiresAt > now && lastSeenAt > idleSince(now);
}

/** The sessions that are not over. */
export function currentSessions() {
  const now = new Date();
  return { expiresAt: { gt: now }, lastSeenAt: { gt: idleSince(now) } };
}

/** The same in SQL, of sessions called `s`. */
export const currentSessionsSql = (now: Date): SqlPiece =>
  sqlPart`s."expiresAt" > ${now} AND s."lastSeenAt" > ${idleSince(now)}`;

/** The sessions that are over. */
export function endedSessions() {
  const now = new Date();
  return { OR: [{ expiresAt: { lt: now } }, { lastSeenAt: { lt: idleSince(now) } }] };
}
