import "server-only";
import type { File } from "../../prisma/generated/client.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { sql } from "../db/doors.ts";
import { notFound } from "../errors.ts";

/**
 * Loads a file by its id, if the viewer may read it now; no other function loads a file's bytes by id. A file of a
 * message is for the room's members; an upload without a message, for its owner; a person's picture, for everybody
 * signed in; a room's picture, for its members, and an open room's for everybody signed in. Throws `not_found`
 * otherwise, also for a file that does not exist. It is one statement, because a page of images asks many times.
 */
export async function accessFile(viewer: Viewer, fileId: string): Promise<File> {
  const [file] = await sql.all<File>`
    SELECT f.* FROM "File" f
    WHERE f."id" = ${fileId} AND f."state" = 'READY' AND CASE
      WHEN f."purpose" = 'ATTACHMENT' AND f."messageId" IS NOT NULL THEN EXISTS (
        SELECT 1 FROM "Membership" m WHERE m."roomId" = f."roomId" AND m."userId" = ${viewer.id})
      WHEN f."sentAt" IS NULL THEN f."ownerId" = ${viewer.id}
      WHEN f."purpose" = 'PICTURE' AND f."roomId" IS NULL THEN 1 = 1
      ELSE EXISTS (
        SELECT 1 FROM "Room" r LEFT JOIN "Membership" m ON m."roomId" = r."id" AND m."userId" = ${viewer.id}
        WHERE r."id" = f."roomId" AND (r."kind" = 'OPEN' OR m."userId" IS NOT NULL)) END`;
  if (!file) throw notFound("file");
  return file;
}
