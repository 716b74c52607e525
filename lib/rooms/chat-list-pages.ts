import "server-only";
import type { Room } from "../../prisma/generated/client.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, sql } from "../db/doors.ts";
import { sqlPart } from "../db/sql.ts";
import type { RoomScope } from "./input-schema.ts";
import { ROOMS_PER_PERSON_MAX, UNREAD_ROOMS_MAX } from "./schema.ts";

/** The position after which a page begins: that of the room with this activity and id. */
type CursorPosition = { lastActivityAt: Date; id: string };

const toCursor = ({ lastActivityAt, id }: CursorPosition): string => `${lastActivityAt.toISOString()}~${id}`;

/** The schema has checked that the cursor has the form which `toCursor` writes. */
function fromCursor(cursor: string): CursorPosition {
  const [time = "", id = ""] = cursor.split("~");
  return { lastActivityAt: new Date(time), id };
}

/** Finds the rows of one page of rooms, newest activity first, and the cursor of the next page; null on the last. */
export async function findRoomsPage(viewer: Viewer, scope: RoomScope, limit: number, after: string | undefined) {
  const cursor = after === undefined ? null : fromCursor(after);
  const rows =
    scope === "joined" ? await findJoined(viewer, cursor, limit + 1) : await findOpen(viewer, scope, cursor, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next: rows.length > limit && last ? toCursor(last) : null };
}

/** In SQL, because every client asks for it first (decision 016). */
async function findJoined(viewer: Viewer, cursor: CursorPosition | null, take: number): Promise<Room[]> {
  const isOlder = cursor
    ? sqlPart`(r."lastActivityAt" < ${cursor.lastActivityAt} OR (r."lastActivityAt" = ${cursor.lastActivityAt} AND r."id" > ${cursor.id}))`
    : sqlPart`1 = 1`;
  return sql.all<Room>`
    SELECT r.* FROM "Membership" m JOIN "Room" r ON r."id" = m."roomId" WHERE m."userId" = ${viewer.id} AND ${isOlder}
    ORDER BY r."lastActivityAt" DESC, r."id" LIMIT ${take}`;
}

async function findOpen(
  viewer: Viewer,
  scope: "open" | "all",
  cursor: CursorPosition | null,
  take: number,
): Promise<Room[]> {
  const joined = { memberships: { some: { userId: viewer.id } } };
  const open = { kind: "OPEN" as const, archivedAt: null };
  return db().room.findMany({
    where: { AND: [scope === "open" ? open : { OR: [joined, open] }, cursor ? olderThan(cursor) : {}] },
    orderBy: [{ lastActivityAt: "desc" }, { id: "asc" }],
    take,
  });
}

function olderThan({ lastActivityAt, id }: CursorPosition) {
  return { OR: [{ lastActivityAt: { lt: lastActivityAt } }, { lastActivityAt, id: { gt: id } }] };
}

/**
 * Finds the favourites and the newest rooms with something unread, wherever they are in the list, so that the first page
 * knows every unread badge.
 */
export async function findFavouriteAndUnreadRooms(viewer: Viewer): Promise<string[]> {
  const rows = await sql.all<{ id: string }>`
    SELECT r."id" FROM "Membership" m JOIN "Room" r ON r."id" = m."roomId"
    WHERE m."userId" = ${viewer.id} AND (m."favouriteOrder" IS NOT NULL OR r."seq" > m."lastReadSeq" AND EXISTS (
      SELECT 1 FROM "Message" u WHERE u."roomId" = r."id" AND u."inRoom" = TRUE AND u."seq" > m."lastReadSeq" AND u."kind" = 'USER'
        AND u."deletedAt" IS NULL AND u."authorId" <> m."userId"))
    ORDER BY CASE WHEN m."favouriteOrder" IS NULL THEN 1 ELSE 0 END, r."lastActivityAt" DESC, r."id"
    LIMIT ${UNREAD_ROOMS_MAX}`;
  return rows.map((row) => row.id);
}

/**
 * Lists the ids of all rooms that the viewer is in, newest activity first. The client subscribes to all of them,
 * including those not listed yet.
 */
export async function listRoomIds(viewer: Viewer): Promise<string[]> {
  const rows = await sql.all<{ id: string }>`
    SELECT r."id" FROM "Membership" m JOIN "Room" r ON r."id" = m."roomId"
    WHERE m."userId" = ${viewer.id} ORDER BY r."lastActivityAt" DESC, r."id" LIMIT ${ROOMS_PER_PERSON_MAX}`;
  return rows.map((row) => row.id);
}
