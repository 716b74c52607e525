import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { writeSql } from "../db/doors.ts";
import { sqlList, sqlPart } from "../db/sql.ts";
import { announceActivity } from "./announce.ts";
import { countActivity } from "./queries.ts";
import type { ActivityRead, ActivityReadInput } from "./schema.ts";

/**
 * Ticks off what concerns the viewer: these messages, or all up to a moment; or takes that back, by the moment at which it was
 * done. What is not the viewer's, or done already, stays as it is.
 */
export async function markActivity(viewer: Viewer, input: ActivityReadInput): Promise<ActivityRead> {
  const now = new Date();
  const { messageIds = [], until, undo } = input;
  const chosen = until ? sqlPart`"createdAt" <= ${new Date(until)}` : sqlPart`"messageId" IN ${sqlList(messageIds)}`;
  const count = await writeSql(({ sql }) =>
    undo
      ? sql.run`UPDATE "Notification" SET "doneAt" = NULL WHERE "userId" = ${viewer.id} AND "doneAt" = ${new Date(undo)}`
      : sql.run`UPDATE "Notification" SET "doneAt" = ${now} WHERE "userId" = ${viewer.id} AND "doneAt" IS NULL AND ${chosen}`,
  );
  if (count > 0) announceActivity([viewer.id]);
  return { doneAt: now.toISOString(), counts: await countActivity(viewer) };
}
