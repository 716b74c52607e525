import "server-only";
import { db, type Tx } from "../db/doors.ts";
import { type SqlPiece, sqlPart } from "../db/sql.ts";
import { markFilesGone } from "../files/removal.ts";
import { writeKeywords } from "../keywords/commands.ts";
import { forgetDeletedMessagesOf } from "../messages/deleted-messages.ts";
import { forgetVersionsOf } from "../messages/versions.ts";
import { EVERYONE_CHANNEL } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";
import { announceMembership, announceNotices, announceRooms } from "../rooms/announce.ts";
import { toUser, userSelect } from "../users/rows.ts";
import { type HandOver, handOverRooms } from "./hand-over.ts";

/** The changes that other people must be told after an account is deleted. */
export type AccountRemoval = {
  userId: string;
  /** The ids of the rooms that have one member less. */
  left: string[];
  /** The direct chats that were archived or deleted, with their members. */
  closed: Direct[];
  removed: Direct[];
  handOvers: HandOver[];
};

type Direct = { roomId: string; userId: string };

/** Removes a person whose account was just deleted from everything but their messages, in the caller's transaction. */
export async function removeAccount(tx: Tx, userId: string): Promise<AccountRemoval> {
  const handOvers = await handOverRooms(tx, userId);
  const left = await leaveRooms(tx, userId);
  const directs = await closeDirects(tx, userId);
  if ((await tx.keywords.count({ where: { userId } })) > 0) await writeKeywords(tx, userId, []);
  await tx.userGroupMember.deleteMany({ where: { userId } });
  await tx.draft.deleteMany({ where: { userId } });
  await tx.threadDraft.deleteMany({ where: { userId } });
  await tx.threadFollow.deleteMany({ where: { userId } });
  await tx.mention.deleteMany({ where: { userId } });
  await tx.notification.deleteMany({ where: { userId } });
  await tx.savedMessage.deleteMany({ where: { userId } });
  await forgetDeletedMessagesOf(tx, userId);
  await forgetVersionsOf(tx, userId);
  // A room's picture stays, because it belongs to the room.
  await tx.file.updateMany({
    where: { ownerId: userId, purpose: "PICTURE", roomId: { not: null } },
    data: { ownerId: null },
  });
  await markFilesGone(tx, { ownerId: userId, messageId: null });
  return { userId, left, ...directs, handOvers };
}

/**
 * Private rooms without members are deleted, because nobody could ever enter them again. Open rooms can be joined and
 * stay.
 */
async function leaveRooms(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.membership.findMany({
    where: { userId, room: { kind: { not: "DIRECT" } } },
    select: { roomId: true, room: { select: { kind: true, _count: { select: { memberships: true } } } } },
  });
  for (const { roomId, room } of rows) {
    await tx.membership.deleteMany({ where: { roomId, userId } });
    if (room.kind === "PRIVATE" && room._count.memberships === 1) await deleteRoom(tx, roomId);
  }
  return rows.map((row) => row.roomId);
}

/**
 * Closes the direct chats of a person. Chats without messages, and the chat with oneself, are deleted; a chat in which
 * nobody else is left to talk is archived, so that it can still be read. The person stays a member, because the chat is
 * named after its people. It takes few statements, since with automatic chats everybody has one with everybody.
 */
async function closeDirects(tx: Tx, userId: string): Promise<Pick<AccountRemoval, "closed" | "removed">> {
  const mine = sqlPart`r."kind" = 'DIRECT' AND r."id" IN (SELECT "roomId" FROM "Membership" WHERE "userId" = ${userId})`;
  const reachable = sqlPart`(SELECT COUNT(*) FROM "Membership" c JOIN "User" u ON u."id" = c."userId"
    WHERE c."roomId" = r."id" AND u."deletedAt" IS NULL)`;
  const toRemove = sqlPart`${mine} AND (${reachable} = 0 OR (r."seq" = 0 AND ${reachable} = 1))`;
  const toClose = sqlPart`${mine} AND r."archivedAt" IS NULL AND ${reachable} = 1`;
  const peopleOf = (which: SqlPiece) =>
    tx.sql.all<Direct>`
      SELECT m."roomId", m."userId" FROM "Room" r JOIN "Membership" m ON m."roomId" = r."id" WHERE ${which}`;
  const removed = await peopleOf(toRemove);
  const roomsToRemove = sqlPart`(SELECT r."id" FROM "Room" r WHERE ${toRemove})`;
  await tx.sql.run`
    UPDATE "File" SET "state" = 'GONE', "messageId" = NULL, "roomId" = NULL, "position" = NULL
    WHERE "roomId" IN ${roomsToRemove}`;
  await tx.sql.run`DELETE FROM "Room" WHERE "id" IN ${roomsToRemove}`;
  const closed = await peopleOf(toClose);
  await tx.sql.run`
    UPDATE "Room" SET "archivedAt" = ${new Date()} WHERE "id" IN (SELECT r."id" FROM "Room" r WHERE ${toClose})`;
  const others = (directs: Direct[]) => directs.filter((one) => one.userId !== userId);
  return { closed: others(closed), removed: others(removed) };
}

async function deleteRoom(tx: Tx, roomId: string): Promise<void> {
  await markFilesGone(tx, { roomId });
  await tx.room.deleteMany({ where: { id: roomId } });
}

/** Publishes that the person's name has changed, and what became of each room and each direct chat. */
export async function announceAccountRemoval({
  userId,
  left,
  closed,
  removed,
  handOvers,
}: AccountRemoval): Promise<void> {
  const row = await db().user.findUniqueOrThrow({ where: { id: userId }, select: userSelect });
  publish(EVERYONE_CHANNEL, "user.changed", { user: toUser(row) });
  publish(EVERYONE_CHANNEL, "groups.changed", {});
  await announceHandOvers(handOvers);
  await announceRooms(left);
  for (const { roomId, userId } of closed) announceMembership([userId], roomId, true);
  for (const { roomId, userId } of removed) announceMembership([userId], roomId, false);
}

/** Publishes to the rooms who owns them now, and to the new owners their new role. */
export async function announceHandOvers(handOvers: HandOver[]): Promise<void> {
  await announceNotices(handOvers.map((one) => one.notice));
  for (const { notice, heirId } of handOvers) announceMembership([heirId], notice.roomId, true);
}
