import "server-only";
import type { Membership, Message, Room } from "../../prisma/generated/client.ts";
import { db, type SqlTx, sql } from "../db/doors.ts";
import { AppError, notFound } from "../errors.ts";
import type { Viewer } from "./viewer-type.ts";

/** What a command has to know of a membership; the chat list reads the rest of it. */
export type AccessedMembership = Pick<
  Membership,
  "roomId" | "userId" | "role" | "lastReadSeq" | "joinedAt" | "addedById"
>;
export type AccessedRoom = { room: Room; membership: AccessedMembership };
export type VisibleRoom = { room: Room; membership: AccessedMembership | null };

type MembershipColumns = { role: Membership["role"] | null } & Pick<
  Membership,
  "lastReadSeq" | "joinedAt" | "addedById"
>;

/**
 * Loads a room by its id, if the viewer is a member; every command and query for members begins here. Throws
 * `not_found`, the same for a missing room and for one that the viewer is not in. With `tx` it reads as of that
 * transaction. A command calls it before it queues for the write lock, so that refusals cost no write, and again
 * inside, because a removal, a demotion or an archiving may have happened meanwhile.
 */
export async function accessRoom(viewer: Viewer, roomId: string, tx?: SqlTx): Promise<AccessedRoom> {
  const { room, membership } = await accessVisibleRoom(viewer, roomId, tx);
  if (!membership) throw notFound("room");
  return { room, membership };
}

/**
 * Loads a room that the viewer may see: as a member, or because it is open. For an open room everybody may know its
 * name and topic, and how to join it. Throws `not_found`.
 */
export async function accessVisibleRoom(viewer: Viewer, roomId: string, tx?: SqlTx): Promise<VisibleRoom> {
  const found = await loadRoom(viewer, roomId, tx);
  if (!found.membership && found.room.kind !== "OPEN") throw notFound("room");
  return found;
}

/**
 * Loads the room of a message that the viewer may delete: as a member, or as the author, who may delete what they wrote
 * even after leaving the room. Throws `not_found`.
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

/** Loads a room without any check; the callers above decide who may see it. */
async function loadRoom(viewer: Viewer, roomId: string, tx?: SqlTx): Promise<VisibleRoom> {
  // It is one statement, since nearly every request begins here; Prisma would use two.
  const [found] = await (tx?.sql ?? sql).all<Room & MembershipColumns>`
    SELECT r.*, m."role", m."lastReadSeq", m."joinedAt", m."addedById"
     FROM "Room" r LEFT JOIN "Membership" m ON m."roomId" = r."id" AND m."userId" = ${viewer.id} WHERE r."id" = ${roomId}`;
  if (!found) throw notFound("room");
  const { role, lastReadSeq, joinedAt, addedById, ...room } = found;
  const membership = role === null ? null : { roomId, userId: viewer.id, role, lastReadSeq, joinedAt, addedById };
  return { room, membership };
}

/** Loads a message by its id, with its room, for a member of that room. Throws `not_found`. */
export async function accessMessage(viewer: Viewer, messageId: string) {
  return loadMessage(messageId, ({ roomId }) => accessRoom(viewer, roomId));
}

/** Loads a message by its id, with its room, for a viewer who may delete it. Throws `not_found`. */
export async function accessMessageToDelete(viewer: Viewer, messageId: string) {
  return loadMessage(messageId, (message) => accessRoomToDelete(viewer, message));
}

async function loadMessage<A>(messageId: string, access: (message: Message) => Promise<A>) {
  const message = await db().message.findUnique({ where: { id: messageId } });
  if (!message) throw notFound("message");
  const accessed = await access(message).catch((error) => {
    // A database that is away says nothing about the room.
    throw error instanceof AppError && error.code === "not_found" ? notFound("message") : error;
  });
  return { message, ...accessed };
}
