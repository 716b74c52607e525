import "server-only";
import { type SqlPiece, sqlPart } from "../db/sql.ts";
import { isMutedNow } from "../members/muted-now.ts";
import { KEPT_MAX } from "./schema.ts";

// Rows of Notification are called n, the membership m, the room r, and what the person has read of the thread f.

/**
 * Whether a row is unread, which nothing stores: reading the room, or the thread, reads what is in it, on all devices, and marking it
 * as unread brings it back. Somebody who was added has read that once they have read in the room; a reaction is read when it
 * was seen, and a reminder when it was ticked off. Whoever has left the thread, or is there
 * for a keyword alone, reads it there or with the room, whichever comes first.
 */
export const IS_UNREAD: SqlPiece = sqlPart`(n."doneAt" IS NULL AND CASE n."cause"
  WHEN 'REACTION' THEN 1 = 1
  WHEN 'REMINDER' THEN 1 = 1
  WHEN 'ADDED' THEN m."addedById" IS NOT NULL AND n."seq" >= m."lastReadSeq"
  ELSE n."seq" > COALESCE(f."lastReadSeq", 0) AND (f."following" = TRUE OR n."seq" > m."lastReadSeq") END)`;

/**
 * Whether a row is in no count, as lib/rooms/attention has it for what calls somebody; a thread that one follows is at most as
 * loud as its room. A reaction never counts, and a reminder, for which the person asked, always.
 */
export const isQuiet = (now = new Date()): SqlPiece => sqlPart`(n."cause" <> 'REMINDER' AND (
  n."cause" = 'REACTION' OR m."level" = 'NOTHING'
  OR r."archivedAt" IS NOT NULL OR (n."cause" = 'THREAD' AND ${isMutedNow(now)})))`;

const IN_ROOMS = sqlPart`JOIN "Membership" m ON m."roomId" = n."roomId" AND m."userId" = n."userId"
  JOIN "Room" r ON r."id" = n."roomId"
  LEFT JOIN "ThreadFollow" f ON f."rootId" = n."rootId" AND f."userId" = n."userId"`;

/** People's rows in the rooms that they are in now. */
export const ROWS_IN_ROOMS: SqlPiece = sqlPart`"Notification" n ${IN_ROOMS}`;

/** The newest rows that nobody ticked off: whatever there is, a count looks at no more. */
export const undoneOf = (userId: string): SqlPiece => sqlPart`(
  SELECT * FROM "Notification" WHERE "userId" = ${userId} AND "doneAt" IS NULL
  ORDER BY "createdAt" DESC LIMIT ${KEPT_MAX}) n ${IN_ROOMS}`;
