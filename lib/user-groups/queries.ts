import "server-only";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { type SqlTx, sql } from "../db/doors.ts";
import { type SqlPiece, sqlPart } from "../db/sql.ts";
import { AppError } from "../errors.ts";
import { foldName } from "../text.ts";
import { AUTHOR_COLUMNS } from "../users/load-authors.ts";
import { toAuthor } from "../users/rows.ts";
import type { Author } from "../users/schema.ts";
import type { GroupsQuery } from "./input-schema.ts";
import { GROUP_MEMBERS_MAX, GROUPS_MAX, type GroupMembers, type UserGroup } from "./schema.ts";

/** Lists all groups, for everybody who is signed in. Throws `not_found` for a room that the viewer is not in. */
export async function listGroups(viewer: Viewer, { roomId }: GroupsQuery): Promise<UserGroup[]> {
  if (roomId) await accessRoom(viewer, roomId);
  const groups = await findGroups(sqlPart`1 = 1`);
  if (!roomId || groups.length === 0) return groups;
  const reached = await sql.all<{ groupId: string; count: number }>`
    SELECT gm."groupId", COUNT(*) AS "count" FROM "Membership" m JOIN "UserGroupMember" gm ON gm."userId" = m."userId"
    WHERE m."roomId" = ${roomId} AND m."userId" <> ${viewer.id} GROUP BY gm."groupId"`;
  const counts = new Map(reached.map(({ groupId, count }) => [groupId, Number(count)]));
  return groups.map((group) => ({ ...group, reach: counts.get(group.id) ?? 0 }));
}

/** Finds a group by id, or by its @handle. Throws `not_found`. */
export async function getGroup(ref: string, tx?: SqlTx): Promise<UserGroup> {
  const isIt = ref.startsWith("@") ? sqlPart`g."handleKey" = ${foldName(ref.slice(1))}` : sqlPart`g."id" = ${ref}`;
  const [group] = await findGroups(isIt, tx);
  if (!group) throw new AppError("not_found", "There is no such group.");
  return group;
}

/** Finds a group as `getGroup` does, with its members. */
export async function getGroupMembers(ref: string): Promise<GroupMembers> {
  const group = await getGroup(ref);
  const rows = await sql.all<Author>`
    SELECT ${AUTHOR_COLUMNS} FROM "UserGroupMember" gm JOIN "User" u ON u."id" = gm."userId"
    WHERE gm."groupId" = ${group.id} ORDER BY u."displayName", u."id" LIMIT ${GROUP_MEMBERS_MAX}`;
  return { group, members: rows.map(toAuthor) };
}

async function findGroups(which: SqlPiece, tx?: SqlTx): Promise<UserGroup[]> {
  const rows = await (tx?.sql ?? sql).all<UserGroup>`
    SELECT g."id", g."handle", g."name",
      (SELECT COUNT(*) FROM "UserGroupMember" gm WHERE gm."groupId" = g."id") AS "memberCount"
    FROM "UserGroup" g WHERE ${which} ORDER BY g."handleKey" LIMIT ${GROUPS_MAX}`;
  return rows.map(({ id, handle, name, memberCount }) => ({ id, handle, name, memberCount: Number(memberCount) }));
}
