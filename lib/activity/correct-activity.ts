import "server-only";
import { type SqlTx, sql, write, writeSql } from "../db/doors.ts";
import { sqlList, sqlPart } from "../db/sql.ts";
import { readyKeywords } from "../keywords/current-index.ts";
import { log } from "../log.ts";
import { announceActivity } from "./announce.ts";
import { callsOf, IS_LACKING, UNREAD_REPLIES, writeCalls, writeLackingReplies } from "./calls.ts";
import { KEPT_DAYS, KEPT_MAX } from "./schema.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** So much is looked at and corrected in one night, in steps of one transaction each. */
const CORRECTED_MAX = 10_000;
const AT_ONCE = 200;

/**
 * Compares the rows with the mentions, replies and reactions that they stand for, corrects what differs, and logs that. It is to find
 * nothing, except once after the update that brought Activity: then it adds the mentions and the replies in followed threads that are
 * unread.
 */
export async function correctActivity(): Promise<{ removed: number; added: number }> {
  // A process that has just started knows no words, and would take a message that has one for one that calls nobody.
  await readyKeywords();
  const removed = await removeStray();
  const added = (await addMentions()) + (await addReplies());
  if (removed + added > 0) log.warn("rows of Activity were corrected", { removed, added });
  return { removed, added };
}

type Key = { userId: string; messageId: string };

async function removeStray(): Promise<number> {
  const stray = await sql.all<Key>`
    SELECT n."userId", n."messageId" FROM "Notification" n JOIN "Message" g ON g."id" = n."messageId"
    WHERE g."deletedAt" IS NOT NULL
      OR (n."cause" IN ('MENTION', 'USER_GROUP', 'GROUP', 'KEYWORD') AND NOT EXISTS (
        SELECT 1 FROM "Mention" x WHERE x."userId" = n."userId" AND x."roomId" = n."roomId" AND x."seq" = n."seq"))
      OR (n."cause" = 'REPLY' AND NOT EXISTS (
        SELECT 1 FROM "Message" x WHERE x."id" = g."replyToId" AND x."authorId" = n."userId"))
      OR (n."cause" = 'THREAD' AND (g."rootId" IS NULL OR g."authorId" = n."userId"))
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
async function addMentions(): Promise<number> {
  const since = new Date(Date.now() - KEPT_DAYS * DAY_MS);
  const missing = await sql.all<Key>`
    SELECT DISTINCT m."userId", x."messageId" FROM "Membership" m
    JOIN "Mention" x ON x."userId" = m."userId" AND x."roomId" = m."roomId" AND x."seq" > m."lastReadSeq"
    JOIN "Message" g ON g."id" = x."messageId"
    WHERE g."createdAt" >= ${since} AND g."deletedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Notification" n WHERE n."userId" = x."userId" AND n."messageId" = x."messageId")
      AND ${HAS_PLACE}
    LIMIT ${CORRECTED_MAX}`;
  return inSteps(missing, (tx, ids) => writeCallsOf(tx, ids));
}

/** Adds the unread replies in threads that people follow and that have no row, so that all that is counted there is in Activity. */
async function addReplies(): Promise<number> {
  const since = new Date(Date.now() - KEPT_DAYS * DAY_MS);
  const isWanted = sqlPart`${IS_LACKING} AND g."createdAt" >= ${since} AND ${HAS_PLACE}`;
  const missing = await sql.all<Key>`
    SELECT f."userId", g."id" AS "messageId" FROM ${UNREAD_REPLIES} WHERE ${isWanted} LIMIT ${CORRECTED_MAX}`;
  return inSteps(missing, async (tx, ids) => {
    const people = await writeLackingReplies(tx, sqlPart`g."id" IN ${sqlList(ids)} AND ${HAS_PLACE}`);
    // Whom such a reply calls besides gets the stronger cause.
    await writeCallsOf(tx, ids);
    return people;
  });
}

/** Counted once for everybody, and not for each row that may be lacking. */
const HAS_PLACE = sqlPart`m."userId" NOT IN (
  SELECT "userId" FROM "Notification" GROUP BY "userId" HAVING COUNT(*) >= ${KEPT_MAX})`;

async function inSteps(
  missing: readonly Key[],
  add: (tx: SqlTx, messageIds: readonly string[]) => Promise<string[]>,
): Promise<number> {
  const messageIds = [...new Set(missing.map(({ messageId }) => messageId))];
  let added = 0;
  for (let at = 0; at < messageIds.length; at += AT_ONCE) {
    const people = await writeSql((tx) => add(tx, messageIds.slice(at, at + AT_ONCE)));
    announceActivity([...new Set(people)]);
    added += people.length;
  }
  return added;
}

/** Writes the rows of those whom these messages call, and lack them. */
async function writeCallsOf(tx: SqlTx, ids: readonly string[]): Promise<string[]> {
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
}
