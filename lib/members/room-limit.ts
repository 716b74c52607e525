import "server-only";
import type { Tx } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import { AppError } from "../errors.ts";
import { ROOMS_PER_PERSON_MAX } from "../rooms/schema.ts";

/**
 * Throws `conflict` when one of these people would be in more rooms and chats than ROOMS_PER_PERSON_MAX. Call it inside
 * the transaction that adds them. The message names the limit and one of those who have reached it.
 */
export async function requireBelowRoomLimit(tx: Tx, viewerId: string, userIds: readonly string[]): Promise<void> {
  const full = await findPeopleAtRoomLimit(tx, userIds);
  if (full.size === 0) return;
  const most = ROOMS_PER_PERSON_MAX.toLocaleString("en");
  if (full.has(viewerId))
    throw new AppError("conflict", `You are in ${most} rooms and chats, and nobody can be in more. Leave one first.`);
  const [name] = full.values();
  throw new AppError("conflict", `${name} is in ${most} rooms and chats, and nobody can be in more.`);
}

/** Returns the ids and display names of those of these people who cannot be in any further room. */
export async function findPeopleAtRoomLimit({ sql }: Tx, userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql.all<{ id: string; displayName: string }>`
    SELECT u."id", u."displayName" FROM "User" u WHERE u."id" IN ${sqlList(userIds)}
    AND (SELECT COUNT(*) FROM "Membership" m WHERE m."userId" = u."id") >= ${ROOMS_PER_PERSON_MAX}`;
  return new Map(rows.map((row) => [row.id, row.displayName]));
}
