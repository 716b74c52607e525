import "server-only";
import { statement } from "../db/doors.ts";
import { sqlList, sqlNow, sqlPart } from "../db/sql.ts";
import { windowKey } from "../http/shared-windows.ts";
import type { Limit } from "../rate-limit-settings.ts";
import { type LoginFailures, WAIT_MAX_MS } from "./login-failures.ts";

const rowKey = (key: string) => windowKey(`login ${key}`);

/** The failures that all processes count together, in the table of counts. */
export const sharedFailures: LoginFailures = {
  async waitMs(keys) {
    const [row] = await statement.all<{ waitMs: number | null }>`
      SELECT MAX("blockedUntil" - ${sqlNow}) AS "waitMs" FROM "RateWindow" WHERE "key" IN ${sqlList(keys.map(rowKey))}`;
    return row?.waitMs ?? 0;
  },
  count,
  async forget(key) {
    await statement.run`DELETE FROM "RateWindow" WHERE "key" = ${rowKey(key)}`;
  },
};

/** As in memory, but in one statement: whoever comes at the same time, each failure is counted once. */
async function count(key: string, limit: Limit, other: string): Promise<"blocked" | "counted" | "begins"> {
  const windowMs = limit.seconds * 1000;
  const isFirstBlocking = limit.count <= 1 ? 1 : 0;
  const isOver = sqlPart`"RateWindow"."endsAt" <= ${sqlNow}`;
  const failures = sqlPart`(CASE WHEN ${isOver} THEN 0 ELSE "RateWindow"."count" END + 1)`;
  const begins = sqlPart`${failures} >= ${limit.count}`;
  const before = sqlPart`
    (CASE WHEN "RateWindow"."blockedUntil" + ${WAIT_MAX_MS} < ${sqlNow} THEN 0 ELSE "RateWindow"."blocks" END)`;
  // The shift doubles the wait once for each block before.
  const wait = sqlPart`
    CASE WHEN ${before} >= ${doublingsOf(windowMs)} THEN ${WAIT_MAX_MS} ELSE CAST(${windowMs} AS BIGINT) << ${before} END`;
  const [row] = await statement.all<{ isBlocked: number }>`
    INSERT INTO "RateWindow" ("key", "count", "endsAt", "blocks", "blockedUntil")
    SELECT ${rowKey(key)}, CAST(${1 - isFirstBlocking} AS INTEGER), ${sqlNow} + ${windowMs},
      CAST(${isFirstBlocking} AS INTEGER), (${sqlNow} + ${Math.min(windowMs, WAIT_MAX_MS)}) * ${isFirstBlocking}
    WHERE NOT EXISTS (
      SELECT 1 FROM "RateWindow" o WHERE o."key" = ${rowKey(other)} AND o."blockedUntil" > ${sqlNow})
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN ${begins} THEN 0 ELSE ${failures} END,
      "endsAt" = CASE WHEN ${begins} OR ${isOver} THEN excluded."endsAt" ELSE "RateWindow"."endsAt" END,
      "blocks" = CASE WHEN ${begins} THEN ${before} + 1 ELSE ${before} END,
      "blockedUntil" = CASE WHEN ${begins} THEN ${sqlNow} + ${wait} ELSE "RateWindow"."blockedUntil" END
    WHERE "RateWindow"."blockedUntil" <= ${sqlNow}
    RETURNING CASE WHEN "blockedUntil" > ${sqlNow} THEN 1 ELSE 0 END AS "isBlocked"`;
  if (!row) return "blocked";
  return row.isBlocked === 1 ? "begins" : "counted";
}

/** How many blocks it takes until the next one lasts WAIT_MAX_MS. */
function doublingsOf(windowMs: number): number {
  return Math.max(0, Math.ceil(Math.log2(WAIT_MAX_MS / windowMs)));
}
