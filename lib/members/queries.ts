import "server-only";
import { accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { foldName } from "../text.ts";
import { toUser, userSelect } from "../users/rows.ts";
import { memberSelect, toMember } from "./rows.ts";
import { COMMON_ROOMS_MAX, type Member, type MembersQuery, type Profile } from "./schema.ts";

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

/**
 * Finds a person by id, or by `@username`, as the viewer meets them. Throws `not_found` for who is not there or was
 * deleted, and for a room that the viewer is not in.
 */
export async function getProfile(viewer: Viewer, person: string, { roomId }: { roomId?: string }): Promise<Profile> {
  if (roomId) await accessRoom(viewer, roomId);
  const row = await db().user.findFirst({
    where: {
      deletedAt: null,
      ...(person.startsWith("@") ? { usernameKey: foldName(person.slice(1)) } : { id: person }),
    },
    select: { ...userSelect, disabledAt: true },
  });
  if (!row) throw new AppError("not_found", "There is no such person.");
  const [common, member] = await Promise.all([
    row.id === viewer.id ? [] : listCommonRooms(viewer.id, row.id),
    roomId
      ? db().membership.findUnique({ where: { roomId_userId: { roomId, userId: row.id } }, select: memberSelect })
      : null,
  ]);
  return {
    user: toUser(row),
    disabled: row.disabledAt !== null,
    rooms: common.slice(0, COMMON_ROOMS_MAX),
    hasMoreRooms: common.length > COMMON_ROOMS_MAX,
    member: member && toMember(member),
  };
}

async function listCommonRooms(viewerId: string, userId: string): Promise<Profile["rooms"]> {
  const rooms = await db().room.findMany({
    where: {
      kind: { not: "DIRECT" },
      AND: [{ memberships: { some: { userId: viewerId } } }, { memberships: { some: { userId } } }],
    },
    orderBy: [{ lastActivityAt: "desc" }, { id: "asc" }],
    take: COMMON_ROOMS_MAX + 1,
    select: { id: true, name: true, kind: true },
  });
  return rooms.map(({ id, name, kind }) => ({ id, name, kind: kind === "OPEN" ? "OPEN" : "PRIVATE" }));
}
