import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import type { Sql } from "../db/sql.ts";

/** What was ticked off in a room is unread again from this message on, with the messages themselves. */
export async function bringBack(sql: Sql, viewer: Viewer, roomId: string, seq: number): Promise<void> {
  await sql.run`
    UPDATE "Notification" SET "doneAt" = NULL WHERE "userId" = ${viewer.id} AND "roomId" = ${roomId} AND "seq" >= ${seq}
      AND "doneAt" IS NOT NULL AND "rootId" IS NULL AND "cause" NOT IN ('ADDED', 'REACTION', 'REMINDER')`;
}
