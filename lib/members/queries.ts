import "server-only";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { memberSelect, toMember } from "./rows.ts";
import type { Member, MembersQuery } from "./schema.ts";

/** Lists the members of a room, owners and moderators first, then by name. Throws `not_found` to outsiders. */
export async function listMembers(
  viewer: Viewer,
  roomId: string,
  query: MembersQuery,
): Promise<{ members: Member[]; hasMore: boolean }> {
  await accessRoom(viewer, roomId);
  const rows = await db().membership.findMany({
    where: { roomId },
    // The roles OWNER, MODERATOR, MEMBER happen to be in reverse alphabetical order.
    orderBy: [{ role: "desc" }, { user: { displayName: "asc" } }, { userId: "asc" }],
    skip: query.offset,
    take: query.limit + 1,
    select: memberSelect,
  });
  const members = rows.slice(0, query.limit).map(toMember);
  return { members, hasMore: rows.length > query.limit };
}
