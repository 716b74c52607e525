import "server-only";
import { createHash } from "node:crypto";
import { statement } from "../db/doors.ts";
import { sqlNow } from "../db/sql.ts";

/** The key in the table of counts: of one length whatever a stranger sends, and without anybody's address in it. */
export function windowKey(of: string): string {
  return createHash("sha256").update(of).digest("base64url").slice(0, 24);
}

/**
 * Counts one request in the window of `key`, for all processes together and in one statement. Resolves to the count and
 * the milliseconds until the window ends. Throws `unavailable` when the database cannot count.
 */
export async function countShared(key: string, windowMs: number): Promise<{ count: number; leftMs: number }> {
  const [row] = await statement.all<{ count: number; leftMs: number }>`
    INSERT INTO "RateWindow" ("key", "count", "endsAt") VALUES (${windowKey(key)}, 1, ${sqlNow} + ${windowMs})
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN "RateWindow"."endsAt" <= ${sqlNow} THEN 1 ELSE "RateWindow"."count" + 1 END,
      "endsAt" = CASE WHEN "RateWindow"."endsAt" <= ${sqlNow} THEN excluded."endsAt" ELSE "RateWindow"."endsAt" END
    RETURNING "count", "endsAt" - ${sqlNow} AS "leftMs"`;
  if (!row) throw new Error("The database has counted nothing.");
  return row;
}
