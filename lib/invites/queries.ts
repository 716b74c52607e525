import "server-only";
import { db } from "../db/doors.ts";

/** What an invitation says to whoever has its link: who invites, to which rooms, and whether it still works. */
export type Invitation = { state: "good" | "expired" | "used" | "revoked"; by: string; rooms: string[] };

/** The invitation of a code, also one that works no more, so that its page can say why; null where there is none. */
export async function findInvitation(code: string): Promise<Invitation | null> {
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
