import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { requireMayInvite } from "./policy.ts";
import { toInvite } from "./rows.ts";
import type { Invite } from "./schema.ts";

/** Lists the invitations that can still be used, newest first. Throws `forbidden`. */
export async function listInvites(viewer: Viewer, appOrigin: string): Promise<Invite[]> {
  requireMayInvite(viewer);
  const rows = await db().invite.findMany({
    where: { revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "desc" },
  });
  return rows.filter((row) => row.uses < row.maxUses).map((row) => toInvite(row, appOrigin));
}

/** Lists the rooms that an invitation leads to and that this person, who has an account already, is not in. */
export async function listInvitedRooms(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  return db().room.findMany({
    where: { isDefault: true, archivedAt: null, memberships: { none: { userId: viewer.id } } },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
}

/**
 * The public part of an invitation, for everybody with its link: who invites, to which rooms, and whether it is valid.
 */
export type InvitePreview = { state: "good" | "expired" | "used" | "revoked"; by: string; rooms: string[] };

/**
 * Finds an invitation by its code, even an invalid one, so that its page can say why. Returns null when there is none.
 */
export async function findInvitePreview(code: string): Promise<InvitePreview | null> {
  const row = await db().invite.findUnique({
    where: { code },
    include: { createdBy: { select: { displayName: true } } },
  });
  if (!row) return null;
  const rooms = await db().room.findMany({
    where: { isDefault: true, archivedAt: null },
    orderBy: { name: "asc" },
    select: { name: true },
  });
  const state = row.revokedAt
    ? "revoked"
    : row.expiresAt.getTime() <= Date.now()
      ? "expired"
      : row.uses >= row.maxUses
        ? "used"
        : "good";
  return { state, by: row.createdBy.displayName, rooms: rooms.map((room) => room.name) };
}
