import "server-only";
import { getConfig } from "../config.ts";
import { type SqlPiece, sqlPart } from "../db/sql.ts";

const idleSince = (now: Date) => new Date(now.getTime() - getConfig().session.idleMs);

/** The sessions that are not over: what ends in time is swept later. Notifications go to no other, and no other counts as a device. */
export const inUse = (now = new Date()) => ({ expiresAt: { gt: now }, lastSeenAt: { gt: idleSince(now) } });

/** The same in SQL, of sessions called `s`. */
export const inUseSql = (now: Date): SqlPiece => sqlPart`s."expiresAt" > ${now} AND s."lastSeenAt" > ${idleSince(now)}`;
