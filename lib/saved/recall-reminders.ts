import "server-only";
import type { SqlTx } from "../db/doors.ts";

/** Lets the reminders of a message that is being deleted come again, those that are in Activity and not ticked off. */
export async function recallReminders({ sql }: SqlTx, messageId: string): Promise<void> {
  await sql.run`
    UPDATE "SavedMessage" SET "remindedAt" = NULL WHERE "messageId" = ${messageId} AND "remindedAt" IS NOT NULL
      AND EXISTS (SELECT 1 FROM "Notification" n WHERE n."userId" = "SavedMessage"."userId"
        AND n."messageId" = "SavedMessage"."messageId" AND n."cause" = 'REMINDER' AND n."doneAt" IS NULL)`;
}

/** Returns when the first reminder of a message is due that did not come yet, or null. */
export async function findWaiting({ sql }: SqlTx, messageId: string): Promise<Date | null> {
  const [first] = await sql.all<{ remindAt: Date }>`
    SELECT "remindAt" FROM "SavedMessage"
    WHERE "messageId" = ${messageId} AND "remindedAt" IS NULL AND "remindAt" IS NOT NULL ORDER BY "remindAt" LIMIT 1`;
  return first?.remindAt ?? null;
}
