import "server-only";
import { writeReminder } from "../activity/reminder-rows.ts";
import { sql, writeSql } from "../db/doors.ts";
import { announceReminder } from "./announce.ts";

/** So many are read at once; each is told in a transaction of its own. */
const AT_ONCE = 100;

type Due = { userId: string; messageId: string; remindAt: Date };

/** Tells all reminders that are due, each once, whoever else is at it. */
export async function tellDueReminders(): Promise<void> {
  for (;;) {
    const due = await sql.all<Due>`
      SELECT "userId", "messageId", "remindAt" FROM "SavedMessage"
      WHERE "remindedAt" IS NULL AND "remindAt" <= ${new Date()} ORDER BY "remindAt" LIMIT ${AT_ONCE}`;
    for (const one of due) await tell(one);
    if (due.length < AT_ONCE) return;
  }
}

/** Returns when the next reminder before `until` is due, or null. */
export async function findNextReminder(until: Date): Promise<Date | null> {
  const [next] = await sql.all<{ remindAt: Date }>`
    SELECT "remindAt" FROM "SavedMessage" WHERE "remindedAt" IS NULL AND "remindAt" <= ${until}
    ORDER BY "remindAt" LIMIT 1`;
  return next?.remindAt ?? null;
}

async function tell({ userId, messageId, remindAt }: Due): Promise<void> {
  const isTold = await writeSql(async (tx) => {
    // The condition decides between two processes, and against another time that was wished meanwhile.
    const taken = await tx.sql.run`
      UPDATE "SavedMessage" SET "remindedAt" = ${new Date()} WHERE "userId" = ${userId} AND "messageId" = ${messageId}
        AND "remindedAt" IS NULL AND "remindAt" = ${remindAt}`;
    return taken > 0 && (await writeReminder(tx, userId, messageId));
  });
  if (isTold) announceReminder(userId, messageId);
}
