import "server-only";
import { accessMessage } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { sql } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import { AppError } from "../errors.ts";
import { AUTHOR_COLUMNS } from "../users/load-authors.ts";
import { toAuthor } from "../users/rows.ts";
import type { Author } from "../users/schema.ts";
import { mentionsOf } from "./text/mentions-of.ts";
import { UNREACHED_MAX } from "./unreached-schema.ts";

/**
 * The people whom the viewer's own message names and who are not in its room, by name; UNREACHED_MAX at most. They are people
 * whom everybody signed in finds by name. Throws `not_found` to outsiders and `forbidden` for messages of others.
 */
export async function listUnreached(viewer: Viewer, messageId: string): Promise<Author[]> {
  const { message } = await accessMessage(viewer, messageId);
  if (message.authorId !== viewer.id) throw new AppError("forbidden", "Only its author is told whom a message missed.");
  const { names } = mentionsOf(message.body);
  if (names.length === 0) return [];
  const rows = await sql.all<Author>`
    SELECT ${AUTHOR_COLUMNS} FROM "User" u
    WHERE u."usernameKey" IN ${sqlList(names)} AND u."disabledAt" IS NULL AND u."deletedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Membership" m WHERE m."roomId" = ${message.roomId} AND m."userId" = u."id")
    ORDER BY u."displayName", u."id" LIMIT ${UNREACHED_MAX}`;
  return rows.map(toAuthor);
}
