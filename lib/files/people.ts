import "server-only";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, sql } from "../db/doors.ts";
import { sqlPart } from "../db/sql.ts";
import { authorSelect, toAuthor } from "../users/rows.ts";
import type { FilesKind, Sharers } from "./schema.ts";

/** Nobody chooses from more names. */
const PEOPLE_MAX = 500;
/** Links do not know their author: of so many, the newest, the messages are asked. */
const LINKS_LOOKED_AT = 1000;

type Found = { id: string };

/** Whose files or links are in a room, also those of who left it, by name. Throws `not_found` to outsiders. */
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

/** Goes from one owner to the next in the index: its cost is that of the people, not of their files. */
async function findOwners(roomId: string, isMedia: boolean): Promise<Found[]> {
  const inRoom = sqlPart`FROM "File" f WHERE f."roomId" = ${roomId} AND f."isMedia" = ${isMedia}`;
  return sql.all<Found>`
    WITH RECURSIVE "owner"("id") AS (
      SELECT min(f."ownerId") ${inRoom}
      UNION ALL
      SELECT (SELECT min(f."ownerId") ${inRoom} AND f."ownerId" > "owner"."id") FROM "owner" WHERE "owner"."id" IS NOT NULL)
    SELECT "id" FROM "owner" WHERE "id" IS NOT NULL
      AND EXISTS (SELECT 1 ${inRoom} AND f."ownerId" = "owner"."id" AND f."position" IS NOT NULL)
    LIMIT ${PEOPLE_MAX}`;
}

async function findLinkAuthors(roomId: string): Promise<Found[]> {
  return sql.all<Found>`
    SELECT DISTINCT m."authorId" AS "id" FROM (
      SELECT l."messageId" FROM "Link" l WHERE l."roomId" = ${roomId} ORDER BY l."seq" DESC LIMIT ${LINKS_LOOKED_AT}) l
    JOIN "Message" m ON m."id" = l."messageId"
    WHERE m."authorId" IS NOT NULL LIMIT ${PEOPLE_MAX}`;
}
