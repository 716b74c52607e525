import "server-only";
import type { Tx } from "../db/doors.ts";
import { appendNotice } from "../messages/append.ts";
import type { Message } from "../messages/schema.ts";
import { ACTIVE, authorSelect } from "../users/rows.ts";

/** A notice of a new owner, and who that is. */
export type HandOver = { notice: Message; heirId: string };

/**
 * Gives an owner to each room of this person that has none who can log in, so that no room becomes unmanageable: an
 * administrator who is in it, else a moderator, else whoever has been in it longest. Asked after every change of who can
 * log in, in its transaction. Whoever is disabled stays an owner beside the new one, for the day they are back.
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
    // ADMIN comes before MEMBER in the alphabet, and MODERATOR after it.
    orderBy: [{ user: { role: "asc" } }, { role: "desc" }, { joinedAt: "asc" }, { userId: "asc" }],
    select: { user: { select: authorSelect } },
  });
  return heir?.user ?? null;
}
