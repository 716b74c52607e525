import "server-only";
import type { SqlTx } from "../db/doors.ts";
import { sqlPart } from "../db/sql.ts";
import { findMessageRows } from "../messages/find-rows.ts";
import { loadMessage } from "../messages/load-messages.ts";
import type { MessageRow } from "../messages/rows.ts";
import type { Message } from "../messages/schema.ts";
import { PARTICIPANTS_MAX } from "./schema.ts";
import type { ThreadSummary } from "./summary.ts";

/** So many replies are looked at for who replied last, when one is deleted or comes back. */
const LAST_REPLIES_MAX = 200;

/** The row of the message that a thread is about, in the caller's transaction, which holds the room. */
export async function loadRoot(tx: SqlTx, rootId: string): Promise<MessageRow | undefined> {
  const [row] = await findMessageRows(sqlPart`m."id" = ${rootId}`, sqlPart`m."seq"`, 1, tx);
  return row;
}

/** Writes what a message says about its thread, with the room's next rev, and returns the message after it. */
export async function writeSummary(
  tx: SqlTx,
  root: MessageRow,
  rev: number,
  summary: ThreadSummary | null,
): Promise<Message> {
  const threadSummary = summary && JSON.stringify(summary);
  await tx.sql.run`UPDATE "Message" SET "rev" = ${rev}, "threadSummary" = ${threadSummary} WHERE "id" = ${root.id}`;
  return loadMessage({ ...root, rev, threadSummary }, { tx });
}

/** The summary of a thread with so many replies, of which one was deleted or came back; null where none is left. */
export async function summaryWith({ sql }: SqlTx, rootId: string, replyCount: number): Promise<ThreadSummary | null> {
  const last = await sql.all<{ authorId: string; createdAt: Date }>`
    SELECT "authorId", "createdAt" FROM "Message" WHERE "rootId" = ${rootId} AND "deletedAt" IS NULL
    ORDER BY "seq" DESC LIMIT ${LAST_REPLIES_MAX}`;
  const [newest] = last;
  if (!newest || replyCount < 1) return null;
  const authorIds = [...new Set(last.map(({ authorId }) => authorId))].slice(0, PARTICIPANTS_MAX);
  return { replyCount, lastReplyAt: newest.createdAt.toISOString(), authorIds };
}
