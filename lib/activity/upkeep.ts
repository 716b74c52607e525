import "server-only";
import { sql, writeSql } from "../db/doors.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";
import { correctActivity } from "./correct-activity.ts";
import { KEPT_DAYS, KEPT_MAX } from "./schema.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Every night: what is old goes, and the rows are compared with what they are made of. */
export const activityUpkeep: PeriodicWork = {
  name: "activity",
  everyMs: DAY_MS,
  async run() {
    await removeOldActivity();
    await correctActivity();
  },
};

/** Removes rows older than KEPT_DAYS, and of each person those beyond the newest KEPT_MAX. */
export async function removeOldActivity(now = Date.now()): Promise<void> {
  const since = new Date(now - KEPT_DAYS * DAY_MS);
  const people = await sql.all<{ userId: string }>`
    SELECT "userId" FROM "Notification" GROUP BY "userId" HAVING COUNT(*) > ${KEPT_MAX} OR MIN("createdAt") < ${since}`;
  for (const { userId } of people)
    await writeSql(
      ({ sql }) => sql.run`
        DELETE FROM "Notification" WHERE "userId" = ${userId} AND ("createdAt" < ${since} OR "createdAt" < (
          SELECT "createdAt" FROM "Notification" WHERE "userId" = ${userId}
          ORDER BY "createdAt" DESC LIMIT 1 OFFSET ${KEPT_MAX - 1}))`,
    );
}
