import "server-only";
import type { SqlTx } from "../db/doors.ts";
import { sqlPart } from "../db/sql.ts";
import { AppError } from "../errors.ts";
import { createId } from "../ids.ts";
import { type RoomClock, requireClock } from "../rooms/room-clock.ts";
import { toAuthor } from "../users/rows.ts";
import type { Author } from "../users/schema.ts";
import { loadMessage } from "./load-messages.ts";
import { noticeText } from "./notice-sentences.ts";
import type { MessageRow } from "./rows.ts";
import type { Message } from "./schema.ts";
import type { SystemEvent } from "./system-event.ts";

type NewMessage = Pick<
  MessageRow,
  "kind" | "body" | "clientId" | "system" | "replyToId" | "fileCount" | "rootId" | "inRoom"
> & { forwarded?: string };

/** Thrown when the author has already sent a message with this clientId to this room: the first message stands. */
export const SENT_BEFORE = new AppError("conflict", "This message has been sent already.");

/**
 * Adds a message of a member at the end of a room, inside the caller's transaction, which has the room's row locked: whoever
 * waited for a removal to be committed must see that it was. Its first statement takes the room's next seq and rev. Throws `not_found` when the room has gone, is archived or its author is no
 * longer in it, or a reply in a thread is not allowed in it, and SENT_BEFORE for a clientId that is there. In SQL, because every message passes here (decisions 007 and 016).
 * `write` writes what hangs on the message, and does not wait until it is stored: both are one round trip while everybody
 * else who writes to this room waits for its row.
 */
export async function appendMessage(
  tx: SqlTx,
  roomId: string,
  author: Author,
  message: NewMessage,
  write: (row: MessageRow) => Promise<void>,
): Promise<MessageRow> {
  const createdAt = new Date();
  const [clock] =
    message.rootId !== null
      ? await tickForReply(tx, roomId, author, message.inRoom ? createdAt : null)
      : await tx.sql.all<RoomClock>`
    UPDATE "Room" SET "seq" = "seq" + 1, "rev" = "rev" + 1, "lastActivityAt" = ${createdAt}
    WHERE "id" = ${roomId} AND "archivedAt" IS NULL
      AND EXISTS (SELECT 1 FROM "Membership" WHERE "roomId" = ${roomId} AND "userId" = ${author.id})
    RETURNING "seq", "rev"`;
  return insert(tx, { ...message, ...requireClock(clock), roomId, createdAt, author }, write);
}

/**
 * Takes two revs for a reply in a thread: one for it, and the next for the message that the thread is about, which the effect of threads
 * changes. A reply that is not drawn in the room does not move the room up in the chat list.
 */
function tickForReply(tx: SqlTx, roomId: string, author: Author, activityAt: Date | null): Promise<RoomClock[]> {
  const lastActivityAt = activityAt ? sqlPart`${activityAt}` : sqlPart`"lastActivityAt"`;
  return tx.sql.all<RoomClock>`
    UPDATE "Room" SET "seq" = "seq" + 1, "rev" = "rev" + 2, "lastActivityAt" = ${lastActivityAt}
    WHERE "id" = ${roomId} AND "archivedAt" IS NULL AND "threads" <> 'OFF'
      AND EXISTS (SELECT 1 FROM "Membership" WHERE "roomId" = ${roomId} AND "userId" = ${author.id})
    RETURNING "seq", "rev" - 1 AS "rev"`;
}

/** Adds a notice, such as "joined the room". Its author need not be a member. Throws `not_found` when the room has gone. */
export async function appendNotice(tx: SqlTx, roomId: string, actor: Author, event: SystemEvent): Promise<Message> {
  const createdAt = new Date();
  const [clock] = await tx.sql.all<RoomClock>`
    UPDATE "Room" SET "seq" = "seq" + 1, "rev" = "rev" + 1, "lastActivityAt" = ${createdAt} WHERE "id" = ${roomId}
    RETURNING "seq", "rev"`;
  const system = JSON.stringify(event);
  const notice = {
    kind: "SYSTEM",
    body: noticeText(event),
    system,
    clientId: null,
    replyToId: null,
    fileCount: 0,
    rootId: null,
    inRoom: true,
  } as const;
  return loadMessage(await insert(tx, { ...notice, ...requireClock(clock), roomId, createdAt, author: actor }), { tx });
}

async function insert(
  tx: SqlTx,
  message: Omit<
    MessageRow,
    "id" | "editedAt" | "deletedAt" | "restorableUntil" | "reactionSummary" | "isPinned" | "threadSummary" | "forwarded"
  > & { forwarded?: string },
  write?: (row: MessageRow) => Promise<void>,
): Promise<MessageRow> {
  const none = {
    editedAt: null,
    deletedAt: null,
    restorableUntil: null,
    reactionSummary: null,
    isPinned: false,
    threadSummary: null,
  };
  const { forwarded = null } = message;
  const row = { ...message, ...none, forwarded, id: createId(), author: toAuthor(message.author) };
  const insertion = tx.sql.run`
    INSERT INTO "Message" ("id", "roomId", "seq", "rev", "kind", "authorId", "clientId", "body", "system", "replyToId", "createdAt", "fileCount", "rootId", "inRoom", "forwarded")
    VALUES (${row.id}, ${row.roomId}, ${row.seq}, ${row.rev}, ${row.kind}, ${row.author.id}, ${row.clientId}, ${row.body}, ${row.system}, ${row.replyToId}, ${row.createdAt}, ${row.fileCount}, ${row.rootId}, ${row.inRoom}, ${row.forwarded})
    ON CONFLICT ("authorId", "roomId", "clientId") DO NOTHING`;
  // What comes first decides: without the message, what hangs on it fails too.
  const [inserted, written] = await Promise.allSettled([insertion, write?.(row)]);
  if (inserted.status === "rejected") throw inserted.reason;
  // The error rolls the transaction back, which gives back the seq that was taken for the message.
  if (inserted.value === 0) throw SENT_BEFORE;
  if (written.status === "rejected") throw written.reason;
  return row;
}
