import "server-only";
import type { SqlTx } from "../db/doors.ts";
import { type SqlPiece, sqlJoin, sqlList, sqlPart } from "../db/sql.ts";
import type { EffectMessage } from "../messages/effects/effect.ts";
import { type Mentions, mentionsEverybody, mentionsOf } from "../messages/text/mentions-of.ts";

/** Whom a message calls: by their names, all of the room, and the author of the message that it answers. */
export type Calls = { mentions: Mentions; replyToId: string | null };

/** Returns null for a message that calls nobody, which most are. */
export function callsOf(body: string, replyToId: string | null | undefined): Calls | null {
  const mentions = mentionsOf(body);
  const callsNobody = mentions.names.length === 0 && !mentionsEverybody(mentions) && !replyToId;
  return callsNobody ? null : { mentions, replyToId: replyToId ?? null };
}

/**
 * Writes a row for each member whom the message calls, at its strongest cause, in one statement. A row that is there keeps its
 * time and whether it is done. Resolves to the people whose rows are new or have another cause.
 */
export async function writeCalls({ sql }: SqlTx, message: EffectMessage, calls: Calls, at: Date): Promise<string[]> {
  const { id, roomId, seq } = message;
  const rows = await sql.all<{ userId: string }>`
    INSERT INTO "Notification" ("userId", "messageId", "cause", "roomId", "seq", "createdAt")
    SELECT m."userId", ${id}, CASE WHEN ${isNamed(calls)} THEN 'MENTION' WHEN ${isAnswered(calls)} THEN 'REPLY' ELSE 'GROUP' END,
      m."roomId", ${seq}, ${at}
    FROM "Membership" m JOIN "User" u ON u."id" = m."userId" WHERE m."roomId" = ${roomId} AND ${isCalled(message, calls)}
    ON CONFLICT ("userId", "messageId") DO UPDATE SET "cause" = excluded."cause"
      WHERE "Notification"."cause" <> excluded."cause"
    RETURNING "userId"`;
  return rows.map(({ userId }) => userId);
}

/** Removes the rows of those whom the message no longer calls. Resolves to those people. */
export async function removeOtherCalls({ sql }: SqlTx, message: EffectMessage, calls: Calls | null): Promise<string[]> {
  const { id, roomId } = message;
  const others = calls
    ? sqlPart`AND "userId" NOT IN (
        SELECT m."userId" FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
        WHERE m."roomId" = ${roomId} AND ${isCalled(message, calls)})`
    : sqlPart``;
  const rows = await sql.all<{ userId: string }>`
    DELETE FROM "Notification" WHERE "messageId" = ${id} AND "cause" <> 'REACTION' ${others} RETURNING "userId"`;
  return rows.map(({ userId }) => userId);
}

/** Removes all rows of a message that is deleted. Resolves to the people who had one. */
export async function removeAllCalls({ sql }: SqlTx, messageId: string): Promise<string[]> {
  const rows = await sql.all<{ userId: string }>`
    DELETE FROM "Notification" WHERE "messageId" = ${messageId} RETURNING "userId"`;
  return rows.map(({ userId }) => userId);
}

function isCalled({ author }: EffectMessage, calls: Calls): SqlPiece {
  const anybody = mentionsEverybody(calls.mentions) ? [sqlPart`1 = 1`] : [isNamed(calls), isAnswered(calls)];
  return sqlPart`m."userId" <> ${author.id} AND (${sqlJoin(anybody, " OR ")})`;
}

const isNamed = ({ mentions }: Calls): SqlPiece => sqlPart`u."usernameKey" IN ${sqlList(mentions.names)}`;

const isAnswered = ({ replyToId }: Calls): SqlPiece =>
  replyToId === null
    ? sqlPart`1 = 0`
    : sqlPart`m."userId" = (SELECT o."authorId" FROM "Message" o WHERE o."id" = ${replyToId})`;
