import "server-only";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, sql } from "../db/doors.ts";
import { sqlPart } from "../db/sql.ts";
import { authorSelect, toAuthor } from "../users/rows.ts";
import type { FilesKind, Sharers } from "./schema.ts";

/** The greatest number of names in the list of people to filter by. */
const PEOPLE_MAX = 500;
/** Link rows do not hold their author, so only the messages of the newest links are looked up. */
const LINKS_MAX = 1000;

type PersonId = { id: string };

/**
 * Lists the people whose files or links are in a room, by name, including people who left it. Throws `not_found` to
 * outsiders.
 */
export async function listSharers(viewer: Viewer, roomId: string, kind: FilesKind): Promise<Sharers> {
  await accessRoom(viewer, roomId);
  const found = kind === "links" ? await findLinkAuthors(roomId) : await findOwners(roomId, kind === "media");
  const rows = await db().user.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: [{ displayName: "asc" }, { id: "asc" }],
    select: authorSelect,
  });
  return { people: rows.map(toAuthor) };
}

/** Skips from one owner to the next in the index, so that the cost depends on the number of people, not of files. */
async function findOwners(roomId: string, isMedia: boolean): Promise<PersonId[]> {
  const inRoom = sqlPart`FROM "File" f WHERE f."roomId" = ${roomId} AND f."isMedia" = ${isMedia}`;
  return sql.all<PersonId>`
    WITH RECURSIVE "owner"("id") AS (
      SELECT min(f."ownerId") ${inRoom}
      UNION ALL
      SELECT (SELECT min(f."ownerId") ${inRoom} AND f."ownerId" > "owner"."id") FROM "owner" WHERE "owner"."id" IS NOT NULL)
    SELECT "id" FROM "owner" WHERE "id" IS NOT NULL
      AND EXISTS (SELECT 1 ${inRoom} AND f."ownerId" = "owner"."id" AND f."position" IS NOT NULL AND f."state" = 'READY')
    LIMIT ${PEOPLE_MAX}`;
}

async function findLinkAuthors(roomId: string): Promise<PersonId[]> {
  return sql.all<PersonId>`
    SELECT DISTINCT m."authorId" AS "id" FROM (
      SELECT l."messageId" FROM "Link" l WHERE l."roomId" = ${roomId} ORDER BY l."seq" DESC LIMIT ${LINKS_MAX}) l
    JOIN "Message" m ON m."id" = l."messageId"
    WHERE m."authorId" IS NOT NULL LIMIT ${PEOPLE_MAX}`;
}
