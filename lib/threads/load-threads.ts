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

type FollowRow = { rootId: string; following: boolean | number } & Omit<OwnThread, "following">;

/** What these threads are to one person, by the id of their first message: one statement, and none for no threads. */
export async function loadOwnThreads(
  rootIds: readonly string[],
  userId: string,
  tx?: SqlTx,
): Promise<Map<string, OwnThread>> {
  if (rootIds.length === 0) return new Map();
  const rows = await (tx?.sql ?? sql).all<FollowRow>`
    SELECT f."rootId", f."following", f."lastReadSeq",
      COALESCE((SELECT MAX(n."seq") FROM "Message" n WHERE n."rootId" = f."rootId"), 0) AS "countedSeq",
      (SELECT COUNT(*) FROM (
         SELECT 1 FROM "Message" u
         WHERE u."rootId" = f."rootId" AND u."seq" > f."lastReadSeq" AND u."deletedAt" IS NULL AND u."authorId" <> f."userId"
         LIMIT ${THREAD_UNREAD_MAX}) AS bounded) AS "unread"
    FROM "ThreadFollow" f WHERE f."userId" = ${userId} AND f."rootId" IN ${sqlList(rootIds)}`;
  const found = new Map(rows.map((row) => [row.rootId, row]));
  return new Map(
    rootIds.map((id) => {
      const { following = false, lastReadSeq = 0, countedSeq = 0, unread = 0 } = found.get(id) ?? {};
      const follows = Boolean(following);
      return [id, { following: follows, lastReadSeq, unread: follows ? unread : 0, countedSeq }];
    }),
  );
}
