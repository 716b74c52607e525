import "server-only";
import type { SqlTx } from "../db/doors.ts";

type Given = { messageId: string; roomId: string; seq: number; authorId: string; userId: string; emoji: string } & {
  /** The thread in which the message is read, as its row of Activity has it. */
  threadId: string | null;
};

/** Notes for the author of a message, while they are in the room, that somebody else has reacted. The newest reaction counts,
 * after a reminder that they have not ticked off. */
export async function noteReaction({ sql }: SqlTx, given: Given): Promise<void> {
  const { messageId, roomId, threadId, seq, authorId, userId, emoji } = given;
  if (authorId === userId) return;
  await sql.run`
    INSERT INTO "Notification" ("userId", "messageId", "cause", "roomId", "rootId", "seq", "createdAt", "actorId", "emoji")
    SELECT m."userId", ${messageId}, 'REACTION', m."roomId", ${threadId}, ${seq}, ${new Date()}, ${userId}, ${emoji}
    FROM "Membership" m WHERE m."roomId" = ${roomId} AND m."userId" = ${authorId}
    ON CONFLICT ("userId", "messageId") DO UPDATE SET "cause" = excluded."cause",
      "createdAt" = excluded."createdAt", "actorId" = excluded."actorId", "emoji" = excluded."emoji", "doneAt" = NULL
      WHERE "Notification"."cause" <> 'REMINDER' OR "Notification"."doneAt" IS NOT NULL`;
}

/** Takes a reaction out of the row again, after it was removed: the newest one that others have left stands there, or nothing. */
export async function withdrawReaction({ sql }: SqlTx, given: Given): Promise<void> {
  const { messageId, authorId, userId, emoji } = given;
  if (authorId === userId) return;
  const [left] = await sql.all<{ userId: string; emoji: string }>`
    SELECT "userId", "emoji" FROM "Reaction" WHERE "messageId" = ${messageId} AND "userId" <> ${authorId}
    ORDER BY "rev" DESC LIMIT 1`;
  if (left)
    await sql.run`
      UPDATE "Notification" SET "actorId" = ${left.userId}, "emoji" = ${left.emoji}
      WHERE "userId" = ${authorId} AND "messageId" = ${messageId} AND "actorId" = ${userId} AND "emoji" = ${emoji}`;
  else
    await sql.run`DELETE FROM "Notification" WHERE "userId" = ${authorId} AND "messageId" = ${messageId} AND "cause" = 'REACTION'`;
}
