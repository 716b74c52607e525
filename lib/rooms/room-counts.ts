import "server-only";
import { type SqlTx, sql } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import { UNREAD_COUNT_MAX } from "./schema.ts";

export type RoomCounts = { memberCount: number; lastReadSeq: number; unread: number; mentioned: boolean };

type Row = { roomId: string } & Record<keyof RoomCounts, number>;

/**
 * Counts members, unread messages and unread mentions for one person, per room. Unread is derived only from
 * lastReadSeq: it reads the index from there, and stops at UNREAD_COUNT_MAX. Only what is drawn in the room counts.
 */
export async function loadRoomCounts(userId: string, roomIds: string[], tx?: SqlTx): Promise<Map<string, RoomCounts>> {
  if (roomIds.length === 0) return new Map();
  const rows = await (tx?.sql ?? sql).all<Row>`
    SELECT r."id" AS "roomId",
       (SELECT COUNT(*) FROM "Membership" c WHERE c."roomId" = r."id") AS "memberCount",
       COALESCE(m."lastReadSeq", 0) AS "lastReadSeq",
       CASE WHEN m."userId" IS NULL THEN 0 ELSE
         (SELECT COUNT(*) FROM (
           SELECT 1 FROM "Message" u
           WHERE u."roomId" = r."id" AND u."inRoom" = TRUE AND u."seq" > m."lastReadSeq" AND u."kind" = 'USER'
             AND u."deletedAt" IS NULL AND u."authorId" <> m."userId"
           LIMIT ${UNREAD_COUNT_MAX}) AS bounded) END AS "unread",
       CASE WHEN m."userId" IS NOT NULL AND EXISTS (
         SELECT 1 FROM "Mention" x JOIN "Message" y ON y."id" = x."messageId" AND y."inRoom" = TRUE
         WHERE x."userId" = m."userId" AND x."roomId" = r."id" AND x."seq" > m."lastReadSeq") THEN 1 ELSE 0 END
         AS "mentioned"
     FROM "Room" r LEFT JOIN "Membership" m ON m."roomId" = r."id" AND m."userId" = ${userId}
     WHERE r."id" IN ${sqlList(roomIds)}`;
  return new Map(
    rows.map((row) => [
      row.roomId,
      {
        memberCount: row.memberCount,
        lastReadSeq: row.lastReadSeq,
        unread: row.unread,
        mentioned: row.mentioned === 1,
      },
    ]),
  );
}
