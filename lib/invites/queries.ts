import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { requireMayInvite } from "./policy.ts";
import { toInvite } from "./rows.ts";
import type { Invite } from "./schema.ts";

/** Invitations that can still be used, the newest first. Throws `forbidden`. */
export async function listInvites(viewer: Viewer, appOrigin: string): Promise<Invite[]> {
  requireMayInvite(viewer);
  const rows = await db().invite.findMany({
    where: { revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "desc" },
  });
  return rows.filter((row) => row.uses < row.maxUses).map((row) => toInvite(row, appOrigin));
}

/** What an invitation says to whoever has its link: who invites, to which rooms, and whether it still works. */
export type InvitePreview = { state: "good" | "expired" | "used" | "revoked"; by: string; rooms: string[] };

/** The invitation of a code, also one that works no more, so that its page can say why; null where there is none. */
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
