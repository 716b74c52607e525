import "server-only";
import type { Membership, Message, Room } from "../../prisma/generated/client.ts";
import { db, type SqlTx, sql } from "../db/doors.ts";
import { notFound } from "../errors.ts";
import type { Viewer } from "./viewer-type.ts";

export type AccessedRoom = { room: Room; membership: Membership };
export type VisibleRoom = { room: Room; membership: Membership | null };

type MembershipColumns = { role: Membership["role"] | null } & Pick<
  Membership,
  "lastReadSeq" | "joinedAt" | "addedById"
>;

/**
 * The only loader of a room by its id for what members do: loading it is being allowed to. Throws `not_found`, the
 * same for a room that is not there and one that the viewer is not in. With `tx`, as of that transaction: a command asks
 * once before it queues, so that refusals cost no write, and again when its turn has come, since a removal, a demotion
 * or an archiving may have come first.
 */
export async function accessRoom(viewer: Viewer, roomId: string, tx?: SqlTx): Promise<AccessedRoom> {
  const { room, membership } = await accessVisibleRoom(viewer, roomId, tx);
  if (!membership) throw notFound("room");
  return { room, membership };
}

/** As `accessRoom`, but for what everybody may know of an open room: its name, its topic, and how to join it. */
export async function accessVisibleRoom(viewer: Viewer, roomId: string, tx?: SqlTx): Promise<VisibleRoom> {
  const found = await loadRoom(viewer, roomId, tx);
  if (!found.membership && found.room.kind !== "OPEN") throw notFound("room");
  return found;
}

/**
 * The room of a message, for who may delete it: its members, and the author also after leaving, since what people wrote
 * stays theirs to take back. Throws `not_found` to everybody else.
 */
export async function accessRoomToDelete(
  viewer: Viewer,
  message: { roomId: string; authorId: string },
  tx?: SqlTx,
): Promise<VisibleRoom> {
  const found = await loadRoom(viewer, message.roomId, tx);
  if (!found.membership && message.authorId !== viewer.id) throw notFound("room");
  return found;
}

/** Decides nothing: what it loads is for those above to judge. */
async function loadRoom(viewer: Viewer, roomId: string, tx?: SqlTx): Promise<VisibleRoom> {
  // One statement, since nearly every request begins here: Prisma would ask for the room and then for the membership.
  const [found] = await (tx?.sql ?? sql).all<Room & MembershipColumns>`
    SELECT r.*, m."role", m."lastReadSeq", m."joinedAt", m."addedById"
     FROM "Room" r LEFT JOIN "Membership" m ON m."roomId" = r."id" AND m."userId" = ${viewer.id} WHERE r."id" = ${roomId}`;
  if (!found) throw notFound("room");
  const { role, lastReadSeq, joinedAt, addedById, ...room } = found;
  const membership = role === null ? null : { roomId, userId: viewer.id, role, lastReadSeq, joinedAt, addedById };
  return { room, membership };
}

/** A message by its id, with its room, for a member of that room. Throws `not_found` otherwise. */
export async function accessMessage(viewer: Viewer, messageId: string) {
  return loadMessage(messageId, ({ roomId }) => accessRoom(viewer, roomId));
}

/** A message by its id, with its room, for who may delete it. Throws `not_found` otherwise. */
export async function accessMessageToDelete(viewer: Viewer, messageId: string) {
  return loadMessage(messageId, (message) => accessRoomToDelete(viewer, message));
}

async function loadMessage<A>(messageId: string, access: (message: Message) => Promise<A>) {
  const message = await db().message.findUnique({ where: { id: messageId } });
  if (!message) throw notFound("message");
  const accessed = await access(message).catch(() => {
    throw notFound("message");
  });
  return { message, ...accessed };
}
