import "server-only";
import type { SqlTx } from "../db/doors.ts";
import { type SqlPiece, sqlJoin, sqlList, sqlPart } from "../db/sql.ts";
import { peopleWaitingFor } from "../keywords/current-index.ts";
import type { EffectMessage } from "../messages/effects/effect.ts";
import { type Mentions, mentionsEverybody, mentionsOf } from "../messages/text/mentions-of.ts";
import { membersOfGroups } from "../user-groups/named-people.ts";

/** Whom a message calls: by their names or those of their groups, all of the room or of the thread, and the author of the message that it answers. */
export type Calls = {
  mentions: Mentions;
  replyToId: string | null;
  /** Whether somebody waits for a word in it, of whom the effect of mentions has chosen those whom it concerns. */
  hasWord: boolean;
};

export function callsOf(body: string, replyToId: string | null | undefined): Calls {
  return { mentions: mentionsOf(body), replyToId: replyToId ?? null, hasWord: peopleWaitingFor(body).length > 0 };
}

/** Whether a message concerns nobody, as most do: it calls nobody, and is in no thread that people could follow. */
export function concernsNobody({ mentions, replyToId, hasWord }: Calls, rootId: string | null | undefined): boolean {
  return !hasWord && mentions.names.length === 0 && !mentionsEverybody(mentions) && !replyToId && !rootId;
}

/**
 * Writes a row for each member whom the message calls or who follows its thread, at the strongest cause, in one statement. A row
 * that is there keeps its time and whether it is done. Unless the message is new, who merely follows the thread gets no
 * further row. Resolves to the people whose rows are new or have another cause.
 */
export async function writeCalls(
  tx: SqlTx,
  message: EffectMessage,
  calls: Calls,
  { at, isNew }: { at: Date; isNew: boolean },
): Promise<string[]> {
  const { id, roomId, seq } = message;
  const had = sqlPart`EXISTS (SELECT 1 FROM "Notification" h WHERE h."userId" = m."userId" AND h."messageId" = ${id})`;
  const whom = isNew
    ? isConcerned(message, calls)
    : sqlPart`${isConcerned(message, calls)} AND (${isCalled(message, calls)} OR ${had})`;
  const rows = await tx.sql.all<{ userId: string }>`
    INSERT INTO "Notification" ("userId", "messageId", "cause", "roomId", "rootId", "seq", "createdAt")
    SELECT m."userId", ${id}, ${causeOf(message, calls)}, m."roomId", ${threadOf(message)}, ${seq}, ${at}
    FROM "Membership" m JOIN "User" u ON u."id" = m."userId" WHERE m."roomId" = ${roomId} AND ${whom}
    ON CONFLICT ("userId", "messageId") DO UPDATE SET "cause" = excluded."cause"
      WHERE "Notification"."cause" <> excluded."cause" AND "Notification"."cause" <> 'REMINDER'
    RETURNING "userId"`;
  if (rows.length > 0 && calls.hasWord) await letReadInThread(tx, message);
  return rows.map(({ userId }) => userId);
}

/**
 * Gives those a mark in the thread whom only a keyword has called there, because who does not follow it has none: by it they read the
 * reply where it stands. They do not follow the thread for it.
 */
async function letReadInThread({ sql }: SqlTx, { id, seq, ...message }: EffectMessage): Promise<void> {
  const rootId = threadOf(message);
  if (rootId === null) return;
  await sql.run`
    INSERT INTO "ThreadFollow" ("userId", "rootId", "roomId", "following", "lastReadSeq")
    SELECT n."userId", ${rootId}, n."roomId", FALSE, ${seq - 1} FROM "Notification" n
    WHERE n."messageId" = ${id} AND n."cause" = 'KEYWORD'
    ON CONFLICT ("userId", "rootId") DO NOTHING`;
}

/**
 * Writes the rows that people who follow threads lack, for replies that they have not read: all of these threads that these people
 * follow, or for these replies whoever follows. Resolves to the people who got one.
 */
export async function writeLackingReplies({ sql }: SqlTx, which: SqlPiece): Promise<string[]> {
  const rows = await sql.all<{ userId: string }>`
    INSERT INTO "Notification" ("userId", "messageId", "cause", "roomId", "rootId", "seq", "createdAt")
    SELECT f."userId", g."id", 'THREAD', g."roomId", CASE WHEN g."inRoom" = TRUE THEN NULL ELSE g."rootId" END, g."seq", g."createdAt"
    FROM ${UNREAD_REPLIES} WHERE ${IS_LACKING} AND ${which} LIMIT ${LACKING_MAX}
    ON CONFLICT ("userId", "messageId") DO NOTHING
    RETURNING "userId"`;
  return rows.map(({ userId }) => userId);
}

/** So many rows are written in one statement. What is beyond them waits for the nightly check. */
const LACKING_MAX = 1000;

/** The replies g that members who follow their thread, f, have not read. */
export const UNREAD_REPLIES: SqlPiece = sqlPart`"ThreadFollow" f
  JOIN "Membership" m ON m."roomId" = f."roomId" AND m."userId" = f."userId"
  JOIN "Message" g ON g."rootId" = f."rootId" AND g."seq" > f."lastReadSeq"`;

/** Those of UNREAD_REPLIES that have no row and need one. What stands in the room, too, is read there. */
export const IS_LACKING: SqlPiece = sqlPart`f."following" = TRUE AND g."deletedAt" IS NULL AND g."authorId" <> f."userId"
  AND (g."inRoom" = FALSE OR g."seq" > m."lastReadSeq")
  AND NOT EXISTS (SELECT 1 FROM "Notification" h WHERE h."userId" = f."userId" AND h."messageId" = g."id")`;

/** Removes the rows of those whom the message no longer concerns. Resolves to those people. */
export async function removeOtherCalls({ sql }: SqlTx, message: EffectMessage, calls: Calls): Promise<string[]> {
  const { id, roomId, rootId } = message;
  const others = concernsNobody(calls, rootId)
    ? sqlPart``
    : sqlPart`AND "userId" NOT IN (
        SELECT m."userId" FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
        WHERE m."roomId" = ${roomId} AND ${isConcerned(message, calls)})`;
  const rows = await sql.all<{ userId: string }>`
    DELETE FROM "Notification" WHERE "messageId" = ${id} AND "cause" NOT IN ('REACTION', 'REMINDER') ${others} RETURNING "userId"`;
  return rows.map(({ userId }) => userId);
}

/** Removes all rows of a message that is deleted. Resolves to the people who had one. */
export async function removeAllCalls({ sql }: SqlTx, messageId: string): Promise<string[]> {
  const rows = await sql.all<{ userId: string }>`
    DELETE FROM "Notification" WHERE "messageId" = ${messageId} RETURNING "userId"`;
  return rows.map(({ userId }) => userId);
}

/** The thread in which a message is read; what was sent to the room, too, is read there. */
export const threadOf = ({ rootId, inRoom }: Pick<EffectMessage, "rootId" | "inRoom">): string | null =>
  inRoom ? null : rootId;

function causeOf(message: EffectMessage, calls: Calls): SqlPiece {
  return sqlPart`CASE WHEN ${isNamed(calls)} THEN 'MENTION' WHEN ${isAnswered(calls)} THEN 'REPLY'
    WHEN ${isInUserGroup(calls)} THEN 'USER_GROUP' WHEN ${isInGroup(message, calls)} THEN 'GROUP'
    WHEN ${isWaiting(message, calls)} THEN 'KEYWORD' ELSE 'THREAD' END`;
}

function isCalled(message: EffectMessage, calls: Calls): SqlPiece {
  const causes = [
    isNamed(calls),
    isAnswered(calls),
    isInUserGroup(calls),
    isInGroup(message, calls),
    isWaiting(message, calls),
  ];
  return sqlPart`(${sqlJoin(causes, " OR ")})`;
}

function isConcerned(message: EffectMessage, calls: Calls): SqlPiece {
  return sqlPart`m."userId" <> ${message.author.id} AND (${isCalled(message, calls)} OR ${isFollowing(message)})`;
}

const isNamed = ({ mentions }: Calls): SqlPiece => sqlPart`u."usernameKey" IN ${sqlList(mentions.names)}`;

const isAnswered = ({ replyToId }: Calls): SqlPiece =>
  replyToId === null ? NO : sqlPart`m."userId" = (SELECT o."authorId" FROM "Message" o WHERE o."id" = ${replyToId})`;

const isInUserGroup = ({ mentions }: Calls): SqlPiece =>
  mentions.names.length === 0 ? NO : sqlPart`m."userId" IN (${membersOfGroups(mentions.names)})`;

/** Whom the message mentions for no other reason: the rows of Mention are there by now, so the many who wait elsewhere are named once. */
const isWaiting = ({ roomId, seq }: EffectMessage, { hasWord }: Calls): SqlPiece =>
  !hasWord
    ? NO
    : sqlPart`EXISTS (SELECT 1 FROM "Mention" w
        WHERE w."userId" = m."userId" AND w."roomId" = ${roomId} AND w."seq" = ${seq})`;

/** All of the room, or where the message is in a thread alone, who follow that. */
function isInGroup(message: EffectMessage, { mentions }: Calls): SqlPiece {
  if (!mentionsEverybody(mentions)) return NO;
  return threadOf(message) === null ? sqlPart`1 = 1` : isFollowing(message);
}

const isFollowing = ({ rootId }: EffectMessage): SqlPiece =>
  rootId === null
    ? NO
    : sqlPart`EXISTS (SELECT 1 FROM "ThreadFollow" f
        WHERE f."rootId" = ${rootId} AND f."userId" = m."userId" AND f."following" = TRUE)`;

const NO = sqlPart`1 = 0`;
