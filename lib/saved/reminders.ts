import "server-only";
import { writeReminder } from "../activity/reminder-rows.ts";
import { sql, writeSql } from "../db/doors.ts";
import { type SqlPiece, sqlPart } from "../db/sql.ts";
import { announceReminder } from "./announce.ts";

/** So many are read at once; each is told in a transaction of its own. */
const AT_ONCE = 100;

type Due = { userId: string; messageId: string; remindAt: Date; roomId: string };

/** Tells all reminders that are due, each once, whoever else is at it. */
export async function tellDueReminders(): Promise<void> {
  for (;;) {
    const due = await sql.all<Due>`
      SELECT s."userId", s."messageId", s."remindAt", g."roomId" FROM ${mayComeBy(new Date())}
      ORDER BY s."remindAt" LIMIT ${AT_ONCE}`;
    for (const one of due) await tell(one);
    if (due.length < AT_ONCE) return;
  }
}

/** Returns when the next reminder before `until` is due, or null. */
export async function findNextReminder(until: Date): Promise<Date | null> {
  const [next] = await sql.all<{ remindAt: Date }>`
    SELECT s."remindAt" FROM ${mayComeBy(until)} ORDER BY s."remindAt" LIMIT 1`;
  return next?.remindAt ?? null;
}

/** The reminders until then that did not come. Those of a deleted message wait as long as its author can restore it. */
const mayComeBy = (until: Date): SqlPiece => sqlPart`"SavedMessage" s JOIN "Message" g ON g."id" = s."messageId"
  WHERE s."remindedAt" IS NULL AND s."remindAt" <= ${until} AND NOT ${isComingBack(new Date())}`;

const isComingBack = (now: Date): SqlPiece =>
  sqlPart`(g."deletedAt" IS NOT NULL AND g."restorableUntil" IS NOT NULL AND g."restorableUntil" > ${now})`;

async function tell({ userId, messageId, remindAt, roomId }: Due): Promise<void> {
  const now = new Date();
  const isTold = await writeSql(async (tx) => {
    // As `lockRoom`, so that a deletion comes before this or after it; but the room may have gone, with the reminder.
    await tx.sql.run`UPDATE "Room" SET "rev" = "rev" WHERE "id" = ${roomId}`;
    // The condition decides between two processes, and against another time that was wished meanwhile.
    const taken = await tx.sql.run`
      UPDATE "SavedMessage" SET "remindedAt" = ${now} WHERE "userId" = ${userId} AND "messageId" = ${messageId}
        AND "remindedAt" IS NULL AND "remindAt" = ${remindAt}
        AND NOT EXISTS (SELECT 1 FROM "Message" g WHERE g."id" = ${messageId} AND ${isComingBack(now)})`;
    return taken > 0 && (await writeReminder(tx, userId, messageId));
  });
  if (isTold) announceReminder(userId, messageId);
}
