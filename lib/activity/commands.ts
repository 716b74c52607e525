import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { writeSql } from "../db/doors.ts";
import { sqlList, sqlPart } from "../db/sql.ts";
import { announceActivity } from "./announce.ts";
import type { ActivityReadInput } from "./input-schema.ts";
import { countActivity } from "./queries.ts";
import type { ActivityRead } from "./schema.ts";

/**
 * Ticks off what concerns the viewer: these messages, or all up to a moment; or takes that back, of these messages or by the moment
 * at which it was done. What is not the viewer's, or as wanted already, stays as it is.
 */
export async function markActivity(viewer: Viewer, input: ActivityReadInput): Promise<ActivityRead> {
  const now = new Date();
  const { messageIds = [], unreadIds, until, undo } = input;
  const chosen = until ? sqlPart`"createdAt" <= ${new Date(until)}` : sqlPart`"messageId" IN ${sqlList(messageIds)}`;
  const taken = unreadIds ? sqlPart`"messageId" IN ${sqlList(unreadIds)}` : sqlPart`"doneAt" = ${new Date(undo ?? 0)}`;
  const count = await writeSql(({ sql }) =>
    unreadIds || undo
      ? sql.run`UPDATE "Notification" SET "doneAt" = NULL WHERE "userId" = ${viewer.id} AND "doneAt" IS NOT NULL AND ${taken}`
      : sql.run`UPDATE "Notification" SET "doneAt" = ${now} WHERE "userId" = ${viewer.id} AND "doneAt" IS NULL AND ${chosen}`,
  );
  if (count > 0) announceActivity([viewer.id]);
  return { doneAt: now.toISOString(), counts: await countActivity(viewer) };
}
