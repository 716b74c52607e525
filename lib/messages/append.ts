import "server-only";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Tx } from "../db/doors.ts";
import { notFound } from "../errors.ts";
import { createId } from "../ids.ts";
import { toAuthor } from "../users/rows.ts";
import type { Author } from "../users/schema.ts";
import { noticeText } from "./notice-text.ts";
import { type MessageRow, toMessage } from "./rows.ts";
import type { Message, SystemEvent } from "./schema.ts";

type NewMessage = Pick<MessageRow, "kind" | "body" | "clientId" | "system" | "replyToId">;

/**
 * Adds a message at the end of a room, inside the caller's transaction: takes the room's next seq and rev, which as
 * the first statement also takes the write lock. Throws `not_found` when the room has gone.
 */
export async function appendMessage(tx: Tx, roomId: string, author: Author, message: NewMessage): Promise<Message> {
  const createdAt = new Date();
  const { seq, rev } = await tickRoom(tx, roomId, { seq: { increment: 1 }, lastActivityAt: createdAt });
  const row = { ...message, id: createId(), roomId, seq, rev, createdAt, editedAt: null, deletedAt: null };
  await tx.message.createMany({ data: { ...row, authorId: author.id } });
  return toMessage({ ...row, author: toAuthor(author) });
}

/** Adds a notice, such as "joined the room", by whoever did it. */
export function appendNotice(tx: Tx, roomId: string, actor: Author, event: SystemEvent): Promise<Message> {
  const message = { body: noticeText(event), system: JSON.stringify(event), clientId: null, replyToId: null };
  return appendMessage(tx, roomId, actor, { kind: "SYSTEM", ...message });
}

/** Moves the room's change clock by one, and whatever else `data` says. Throws `not_found` when the room has gone. */
export async function tickRoom(tx: Tx, roomId: string, data: Prisma.RoomUpdateInput = {}) {
  try {
    return await tx.room.update({
      where: { id: roomId },
      data: { ...data, rev: { increment: 1 } },
      select: { seq: true, rev: true },
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2025") throw notFound("room");
    throw error;
  }
}
