import "server-only";
import { type SqlTx, sql } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import { loadAuthors } from "../users/load-authors.ts";
import { type OwnThread, THREAD_UNREAD_MAX, type Thread } from "./schema.ts";
import { readSummary } from "./summary.ts";

/** The threads of these messages in short, by the message's id: one statement, and none where no message has a thread. */
export async function loadThreads(
  rows: readonly { id: string; threadSummary: string | null }[],
  tx?: SqlTx,
): Promise<Map<string, Thread>> {
  const summaries = rows.flatMap((row) => {
    const summary = readSummary(row);
    return summary ? [{ id: row.id, ...summary }] : [];
  });
  const byId = await loadAuthors(
    summaries.flatMap(({ authorIds }) => authorIds),
    tx,
  );
  return new Map(
    summaries.map(({ id, replyCount, lastReplyAt, authorIds }) => {
      const participants = authorIds.flatMap((one) => byId.get(one) ?? []);
      return [id, { replyCount, lastReplyAt, participants }];
    }),
  );
}

type FollowRow = { rootId: string; following: boolean | number; threadSummary: string | null } & Omit<
  OwnThread,
  "following" | "countedReplies"
>;

/** What these threads are to one person, by the id of their first message: one statement, and none for no threads. */
export async function loadOwnThreads(
  rootIds: readonly string[],
  userId: string,
  tx?: SqlTx,
): Promise<Map<string, OwnThread>> {
  if (rootIds.length === 0) return new Map();
  const rows = await (tx?.sql ?? sql).all<FollowRow>`
    SELECT f."rootId", f."following", f."lastReadSeq", r."threadSummary",
      COALESCE((SELECT MAX(n."seq") FROM "Message" n WHERE n."rootId" = f."rootId"), 0) AS "countedSeq",
      (SELECT COUNT(*) FROM (
         SELECT 1 FROM "Message" u
         WHERE u."rootId" = f."rootId" AND u."seq" > f."lastReadSeq" AND u."deletedAt" IS NULL AND u."authorId" <> f."userId"
         LIMIT ${THREAD_UNREAD_MAX}) AS bounded) AS "unread"
    FROM "ThreadFollow" f JOIN "Message" r ON r."id" = f."rootId"
    WHERE f."userId" = ${userId} AND f."rootId" IN ${sqlList(rootIds)}`;
  const found = new Map(rows.map((row) => [row.rootId, row]));
  return new Map(
    rootIds.map((id) => {
      const row = found.get(id);
      const { lastReadSeq = 0, countedSeq = 0, unread = 0 } = row ?? {};
      const following = Boolean(row?.following);
      const countedReplies = row ? (readSummary(row)?.replyCount ?? 0) : 0;
      return [id, { following, lastReadSeq, unread: following ? unread : 0, countedSeq, countedReplies }];
    }),
  );
}
