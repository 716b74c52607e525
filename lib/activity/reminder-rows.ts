import "server-only";
import type { SqlTx } from "../db/doors.ts";

/**
 * Writes that a person is reminded of a message, in the place of whatever else it was to them, unless the message is deleted.
 * Resolves to whether there is such a row.
 */
export async function writeReminder({ sql }: SqlTx, userId: string, messageId: string): Promise<boolean> {
  const count = await sql.run`
    INSERT INTO "Notification" ("userId", "messageId", "cause", "roomId", "rootId", "seq", "createdAt")
    SELECT ${userId}, g."id", 'REMINDER', g."roomId", CASE WHEN g."inRoom" = TRUE THEN NULL ELSE g."rootId" END, g."seq", ${new Date()}
    FROM "Message" g WHERE g."id" = ${messageId} AND g."deletedAt" IS NULL
    ON CONFLICT ("userId", "messageId") DO UPDATE SET "cause" = excluded."cause", "createdAt" = excluded."createdAt",
      "actorId" = NULL, "emoji" = NULL, "doneAt" = NULL`;
  return count > 0;
}

/** Ticks a reminder off, as its message is done or another one is wished. Resolves to whether there was one. */
export async function tickOffReminder({ sql }: SqlTx, userId: string, messageId: string): Promise<boolean> {
  const count = await sql.run`
    UPDATE "Notification" SET "doneAt" = ${new Date()}
    WHERE "userId" = ${userId} AND "messageId" = ${messageId} AND "cause" = 'REMINDER' AND "doneAt" IS NULL`;
  return count > 0;
}
