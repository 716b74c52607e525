import "server-only";
import type { Tx } from "../db/doors.ts";
import { appendNotice } from "../messages/append-message.ts";
import type { Message } from "../messages/schema.ts";
import { ACTIVE, authorSelect } from "../users/rows.ts";

/** The notice of a new owner, and that person's id. */
export type HandOver = { notice: Message; heirId: string };

/**
 * Appoints an owner in each of this person's rooms that has none who can log in, so that no room becomes unmanageable:
 * an administrator who is a member, else a moderator, else the longest member. It is called in the transaction of each
 * change of who can log in. A disabled person stays an owner beside the new one.
 */
export async function handOverRooms(tx: Tx, userId: string): Promise<HandOver[]> {
  const rooms = await tx.room.findMany({
    where: {
      kind: { not: "DIRECT" },
      memberships: { some: { userId }, none: { role: "OWNER", user: ACTIVE } },
    },
    select: { id: true },
  });
  const handOvers: HandOver[] = [];
  for (const room of rooms) {
    const heir = await findHeir(tx, room.id);
    if (!heir) continue;
    await tx.membership.updateMany({ where: { roomId: room.id, userId: heir.id }, data: { role: "OWNER" } });
    const notice = await appendNotice(tx, room.id, heir, { type: "inherited" });
    handOvers.push({ notice, heirId: heir.id });
  }
  return handOvers;
}

async function findHeir(tx: Tx, roomId: string) {
  const heir = await tx.membership.findFirst({
    where: { roomId, user: ACTIVE },
    // This sorts administrators first, because ADMIN precedes MEMBER in the alphabet, and then moderators, because
    // MODERATOR follows MEMBER.
    orderBy: [{ user: { role: "asc" } }, { role: "desc" }, { joinedAt: "asc" }, { userId: "asc" }],
    select: { user: { select: authorSelect } },
  });
  return heir?.user ?? null;
}
