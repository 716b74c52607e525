import "server-only";
import type { SqlTx } from "../db/doors.ts";
import { sqlList, sqlPart } from "../db/sql.ts";
import { peopleNamed } from "../user-groups/named-people.ts";

type Reply = { id: string; roomId: string; rootId: string; seq: number; author: { id: string } };

/**
 * Lets the author of a reply and the members whom it names, alone or by their group, follow its thread, also those who had left it. Nobody is counted for
 * what was written before, and the reply is unread to all but its author. Returns who did not follow it before.
 */
export async function followByReply({ sql }: SqlTx, reply: Reply, names: readonly string[]): Promise<string[]> {
  const { roomId, rootId, seq, author } = reply;
  const named = names.length === 0 ? sqlPart`` : sqlPart`OR m."userId" IN (${peopleNamed(names)})`;
  const rows = await sql.all<{ userId: string }>`
    INSERT INTO "ThreadFollow" ("userId", "rootId", "roomId", "following", "lastReadSeq")
    SELECT m."userId", ${rootId}, m."roomId", TRUE, ${seq - 1} + CASE WHEN m."userId" = ${author.id} THEN 1 ELSE 0 END
    FROM "Membership" m WHERE m."roomId" = ${roomId} AND (m."userId" = ${author.id} ${named})
    ON CONFLICT ("userId", "rootId") DO UPDATE SET "following" = TRUE, "lastReadSeq" =
      CASE WHEN "ThreadFollow"."lastReadSeq" > excluded."lastReadSeq" THEN "ThreadFollow"."lastReadSeq" ELSE excluded."lastReadSeq" END
    WHERE "ThreadFollow"."following" = FALSE
    RETURNING "userId"`;
  return rows.map(({ userId }) => userId);
}

/** Counts nobody who comes into a room, or back to it, for what was written in threads before: as in the room itself. */
export async function readThreadsOnJoining(
  { sql }: SqlTx,
  roomId: string,
  userIds: readonly string[],
  seq: number,
): Promise<void> {
  await sql.run`
    UPDATE "ThreadFollow" SET "lastReadSeq" = ${seq}
    WHERE "roomId" = ${roomId} AND "userId" IN ${sqlList(userIds)} AND "lastReadSeq" < ${seq}`;
}

/** Lets a person whose message somebody else answers in a thread follow it, unless they have left the thread or the room. */
export async function followAsRootAuthor({ sql }: SqlTx, reply: Reply, rootAuthorId: string): Promise<string[]> {
  const { roomId, rootId, seq } = reply;
  const rows = await sql.all<{ userId: string }>`
    INSERT INTO "ThreadFollow" ("userId", "rootId", "roomId", "following", "lastReadSeq")
    SELECT m."userId", ${rootId}, m."roomId", TRUE, ${seq - 1}
    FROM "Membership" m WHERE m."roomId" = ${roomId} AND m."userId" = ${rootAuthorId}
    ON CONFLICT ("userId", "rootId") DO NOTHING
    RETURNING "userId"`;
  return rows.map(({ userId }) => userId);
}
