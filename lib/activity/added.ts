import "server-only";
import type { Tx } from "../db/doors.ts";
import type { Message } from "../messages/schema.ts";

/** Notes for people that somebody has added them to a room, in which `notice` says so. They are told by `announceMembership`. */
export async function writeAdded(tx: Tx, notice: Message, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  const { id: messageId, roomId, seq, createdAt } = notice;
  const row = { messageId, roomId, seq, createdAt: new Date(createdAt), cause: "ADDED" };
  await tx.notification.createMany({ data: userIds.map((userId) => ({ ...row, userId })) });
}
