import "server-only";
import type { SqlTx } from "../db/doors.ts";
import { AppError, notFound } from "../errors.ts";
import { createId } from "../ids.ts";
import { toAuthor } from "../users/rows.ts";
import type { Author } from "../users/schema.ts";
import { loadMessage } from "./load-messages.ts";
import { noticeText } from "./notice-sentences.ts";
import type { MessageRow } from "./rows.ts";
import type { Message, SystemEvent } from "./schema.ts";

type NewMessage = Pick<MessageRow, "kind" | "body" | "clientId" | "system" | "replyToId" | "fileCount">;
type Clock = { seq: number; rev: number };

/** Thrown where the author has sent this clientId to this room before: the first message stands. */
export const SENT_BEFORE = new AppError("conflict", "This message has been sent already.");

/**
 * Adds a message of a member at the end of a room, inside the caller's transaction: takes the room's next seq and rev,
 * which as the first statement also takes the write lock. Throws `not_found` when the room has gone, is archived or
 * its author is no longer in it, SENT_BEFORE for a clientId that is there. In SQL, because every message passes here
 * (decisions 007 and 016).
 */
export async function appendMessage(
  tx: SqlTx,
  roomId: string,
  author: Author,
  message: NewMessage,
): Promise<MessageRow> {
  const createdAt = new Date();
  const clock = await tick(
    tx,
    `UPDATE "Room" SET "seq" = "seq" + 1, "rev" = "rev" + 1, "lastActivityAt" = ?
     WHERE "id" = ? AND "archivedAt" IS NULL AND EXISTS (SELECT 1 FROM "Membership" WHERE "roomId" = ? AND "userId" = ?)
     RETURNING "seq", "rev"`,
    [createdAt, roomId, roomId, author.id],
  );
  return insert(tx, { ...message, ...clock, roomId, createdAt, author });
}

/** Adds a notice, such as "joined the room", by whoever did it, member or not. Throws `not_found` when the room has gone. */
export async function appendNotice(tx: SqlTx, roomId: string, actor: Author, event: SystemEvent): Promise<Message> {
  const createdAt = new Date();
  const clock = await tick(
    tx,
    `UPDATE "Room" SET "seq" = "seq" + 1, "rev" = "rev" + 1, "lastActivityAt" = ? WHERE "id" = ? RETURNING "seq", "rev"`,
    [createdAt, roomId],
  );
  const system = JSON.stringify(event);
  const notice = {
    kind: "SYSTEM",
    body: noticeText(event),
    system,
    clientId: null,
    replyToId: null,
    fileCount: 0,
  } as const;
  return loadMessage(await insert(tx, { ...notice, ...clock, roomId, createdAt, author: actor }), tx);
}

/** Moves the room's change clock by one, for a change of a message that is there. Throws `not_found`. */
export function tickRoom(tx: SqlTx, roomId: string): Promise<Clock> {
  return tick(tx, `UPDATE "Room" SET "rev" = "rev" + 1 WHERE "id" = ? RETURNING "seq", "rev"`, [roomId]);
}

/**
 * Takes the write lock before anything is read: what a command then reads in its transaction cannot be outdated by
 * another process. Throws `not_found` when the room has gone.
 */
export async function lockRoom(tx: SqlTx, roomId: string): Promise<void> {
  await tick(tx, `UPDATE "Room" SET "rev" = "rev" WHERE "id" = ? RETURNING "seq", "rev"`, [roomId]);
}

async function tick(tx: SqlTx, sql: string, values: (string | Date)[]): Promise<Clock> {
  const [clock] = await tx.sql.all<Clock>(sql, ...values);
  if (!clock) throw notFound("room");
  return clock;
}

async function insert(tx: SqlTx, message: Omit<MessageRow, "id" | "editedAt" | "deletedAt">): Promise<MessageRow> {
  const row = { ...message, id: createId(), editedAt: null, deletedAt: null, author: toAuthor(message.author) };
  const inserted = await tx.sql.run(
    `INSERT INTO "Message" ("id", "roomId", "seq", "rev", "kind", "authorId", "clientId", "body", "system", "replyToId", "createdAt", "fileCount")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT ("authorId", "roomId", "clientId") DO NOTHING`,
    row.id,
    row.roomId,
    row.seq,
    row.rev,
    row.kind,
    row.author.id,
    row.clientId,
    row.body,
    row.system,
    row.replyToId,
    row.createdAt,
    row.fileCount,
  );
  // Thrown, so that the seq which was taken for it is given back.
  if (inserted === 0) throw SENT_BEFORE;
  return row;
}
