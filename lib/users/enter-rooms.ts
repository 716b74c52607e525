import "server-only";
import { getConfig } from "../config.ts";
import { db, type Tx } from "../db/doors.ts";
import { createId } from "../ids.ts";
import { findPeopleAtRoomLimit } from "../members/room-limit.ts";
import { appendNotice } from "../messages/append-message.ts";
import type { Message } from "../messages/schema.ts";
import { EVERYONE_CHANNEL, userChannel } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";
import { announceNotice } from "../rooms/announce.ts";
import { directKey } from "../rooms/direct-key.ts";
import { loadRoomCounts } from "../rooms/room-counts.ts";
import { toFacts } from "../rooms/rows.ts";
import { ROOMS_PER_PERSON_MAX } from "../rooms/schema.ts";
import { ACTIVE } from "./rows.ts";
import type { User } from "./schema.ts";

export type NewcomerChanges = { notices: Message[]; directs: { userId: string; roomId: string }[] };

/**
 * Makes a new person a member of the default rooms, and makes a direct chat with each of the AUTO_DIRECT_MAX newest
 * people, in one statement for the chats and one for their members. The first person owns the rooms.
 */
export async function enterRooms(tx: Tx, user: User, first: boolean): Promise<NewcomerChanges> {
  const rooms = await tx.room.findMany({ where: { isDefault: true, archivedAt: null }, select: { id: true } });
  // The rooms get the later positions, so that they are above up to two hundred chats in the newcomer's list.
  const directs = await createDirectChats(tx, user, rooms.length);
  const notices: Message[] = [];
  for (const room of rooms) {
    const notice = await appendNotice(tx, room.id, user, { type: "joined" });
    await tx.membership.createMany({
      data: { roomId: room.id, userId: user.id, role: first ? "OWNER" : "MEMBER", lastReadSeq: notice.seq },
    });
    notices.push(notice);
  }
  return { notices, directs };
}

/** Publishes the newcomer to the members of the rooms, and to each person who has a new direct chat. */
export async function announceNewcomer(user: User, { notices, directs }: NewcomerChanges): Promise<void> {
  const roomIds = notices.map((notice) => notice.roomId);
  const counts = await loadRoomCounts(user.id, roomIds);
  const rooms = await db().room.findMany({ where: { id: { in: roomIds } } });
  for (const notice of notices) {
    const room = rooms.find((candidate) => candidate.id === notice.roomId);
    if (room) announceNotice(notice, toFacts(room, counts.get(room.id)?.memberCount ?? 0));
  }
  publish(EVERYONE_CHANNEL, "user.changed", { user });
  for (const { userId, roomId } of directs)
    publish(userChannel(userId), "membership.changed", { roomId, joined: true });
}

async function createDirectChats(tx: Tx, user: User, roomCount: number): Promise<NewcomerChanges["directs"]> {
  const newest = await tx.user.findMany({
    where: { id: { not: user.id }, ...ACTIVE },
    orderBy: { createdAt: "desc" },
    take: Math.min(getConfig().autoDirectMax, ROOMS_PER_PERSON_MAX - roomCount),
    select: { id: true },
  });
  // A person who is in the greatest number of rooms gets no automatic chat.
  const full = await findPeopleAtRoomLimit(
    tx,
    newest.map(({ id }) => id),
  );
  const others = newest.filter(({ id }) => !full.has(id));
  const directs = others.map((other) => ({ userId: other.id, roomId: createId() }));
  if (directs.length === 0) return directs;
  const lastActivityAt = new Date(Date.now() - 1);
  await tx.room.createMany({
    data: directs.map(({ userId, roomId }) => ({
      id: roomId,
      kind: "DIRECT" as const,
      threads: "ON" as const,
      lastActivityAt,
      directKey: directKey([user.id, userId]),
    })),
  });
  await tx.membership.createMany({
    data: directs.flatMap(({ userId, roomId }) => [
      { roomId, userId },
      { roomId, userId: user.id },
    ]),
  });
  return directs;
}
