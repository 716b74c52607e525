import "server-only";
import { sql, write, writeSql } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";
import { log } from "../log.ts";
import { announceActivity } from "./announce.ts";
import { callsOf, writeCalls } from "./calls.ts";
import { KEPT_DAYS, KEPT_MAX } from "./schema.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** So much is looked at and corrected in one night, in steps of one transaction each. */
const CORRECTED_MAX = 10_000;
const AT_ONCE = 200;

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

/**
 * Compares the rows with the mentions and reactions that they stand for, corrects what differs, and logs that. It is to find
 * nothing, except once after the update that brought Activity: then it adds the mentions that are unread.
 */
export async function correctActivity(): Promise<{ removed: number; added: number }> {
  const removed = await removeStray();
  const added = await addMissing();
  if (removed + added > 0) log.warn("rows of Activity were corrected", { removed, added });
  return { removed, added };
}

type Key = { userId: string; messageId: string };

async function removeStray(): Promise<number> {
  const stray = await sql.all<Key>`
    SELECT n."userId", n."messageId" FROM "Notification" n JOIN "Message" g ON g."id" = n."messageId"
    WHERE g."deletedAt" IS NOT NULL
      OR (n."cause" IN ('MENTION', 'GROUP') AND NOT EXISTS (
        SELECT 1 FROM "Mention" x WHERE x."userId" = n."userId" AND x."roomId" = n."roomId" AND x."seq" = n."seq"))
      OR (n."cause" = 'REACTION' AND NOT EXISTS (
        SELECT 1 FROM "Reaction" x WHERE x."messageId" = n."messageId" AND x."userId" <> n."userId"))
    LIMIT ${CORRECTED_MAX}`;
  for (let at = 0; at < stray.length; at += AT_ONCE) {
    const OR = stray.slice(at, at + AT_ONCE).map(({ userId, messageId }) => ({ userId, messageId }));
    await write((tx) => tx.notification.deleteMany({ where: { OR } }));
  }
  announceActivity([...new Set(stray.map(({ userId }) => userId))]);
  return stray.length;
}

/** Adds the unread mentions that have no row. Who has KEPT_MAX rows had older ones, which were removed. */
async function addMissing(): Promise<number> {
  const since = new Date(Date.now() - KEPT_DAYS * DAY_MS);
  const missing = await sql.all<Key>`
    SELECT DISTINCT m."userId", x."messageId" FROM "Membership" m
    JOIN "Mention" x ON x."userId" = m."userId" AND x."roomId" = m."roomId" AND x."seq" > m."lastReadSeq"
    JOIN "Message" g ON g."id" = x."messageId"
    WHERE g."createdAt" >= ${since} AND g."deletedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Notification" n WHERE n."userId" = x."userId" AND n."messageId" = x."messageId")
      AND (SELECT COUNT(*) FROM "Notification" n WHERE n."userId" = m."userId") < ${KEPT_MAX}
    LIMIT ${CORRECTED_MAX}`;
  const messageIds = [...new Set(missing.map(({ messageId }) => messageId))];
  let added = 0;
  for (let at = 0; at < messageIds.length; at += AT_ONCE) {
    const people = await writeMissing(messageIds.slice(at, at + AT_ONCE));
    announceActivity([...new Set(people)]);
    added += people.length;
  }
  return added;
}

async function writeMissing(ids: readonly string[]): Promise<string[]> {
  return writeSql(async (tx) => {
    type Row = { id: string; roomId: string; seq: number; fileCount: number; createdAt: Date } & {
      body: string;
      replyToId: string | null;
      rootId: string | null;
      inRoom: boolean;
      rev: number;
      authorId: string;
      forwarded: string | null;
    };
    const rows = await tx.sql.all<Row>`
      SELECT "id", "roomId", "seq", "fileCount", "createdAt", "body", "replyToId", "rootId", "inRoom", "rev", "authorId", "forwarded" FROM "Message"
      WHERE "id" IN ${sqlList(ids)} AND "deletedAt" IS NULL`;
    const people: string[] = [];
    for (const { body, replyToId, authorId, ...message } of rows) {
      const calls = callsOf(body, replyToId);
      const when = { at: message.createdAt, isNew: false };
      people.push(...(await writeCalls(tx, { ...message, author: { id: authorId } }, calls, when)));
    }
    return people;
  });
}
