import "server-only";
import type { SqlTx } from "../db/doors.ts";
import { blockOf } from "../db/search-blocks/postings.ts";
import { noteStale } from "../db/search-blocks/store-block.ts";
import { loadAttachments } from "../files/load-attachments.ts";
import { readCopy } from "../forward/copy.ts";
import { singleton } from "../singleton.ts";
import { termsOfMessage } from "./message-text.ts";

/** A message whose place in the index is to be written. */
type IndexedMessage = {
  id: string;
  roomId: string;
  seq: number;
  body: string;
  /** The terms of the body, where they were made before the transaction. */
  ofBody?: ReadonlySet<number>;
  /** What it passes on, as its row has it. */
  forwarded: string | null;
  fileCount: number;
  isEdited: boolean;
  author: { id: string };
};

const NUMBERS_MAX = 50_000;
/** The numbers of rooms, which never change. Only numbers that are committed are in it. */
const numbers = () => singleton("search.numbers", () => new Map<string, number>());

/** Adds a message that is being sent to the index of search, in its own transaction. Resolves to its room's number. */
export async function indexNewMessage(tx: SqlTx, message: IndexedMessage): Promise<number> {
  const room = numbers().get(message.roomId) ?? (await takeNumber(tx, message));
  await tx.sql.addTerms({ room, seq: message.seq }, await loadTerms(tx, message));
  return room;
}

/** Keeps the number of a room, once the transaction that took it is committed. */
export function keepNumber(roomId: string, number: number): void {
  const kept = numbers();
  if (kept.size >= NUMBERS_MAX) kept.clear();
  kept.set(roomId, number);
}

/** Brings the index to what a message says now, in the transaction that changes it. With null the message leaves the index. */
export async function reindexMessage(
  tx: SqlTx,
  { roomId, seq }: Pick<IndexedMessage, "roomId" | "seq">,
  changed: IndexedMessage | null,
): Promise<void> {
  const [found] = await tx.sql.all<{ number: number; todo: number; sealed: number }>`
    SELECT "number", "todo", "sealed" FROM "SearchRoom" WHERE "roomId" = ${roomId}`;
  // What the background has not come to yet, it will find as it is then.
  if (!found || seq <= found.todo) return;
  await tx.sql.replaceTerms({ room: found.number, seq }, changed && (await loadTerms(tx, changed)));
  if (seq <= found.sealed) await noteStale(tx.sql, found.number, blockOf(seq));
}

/** The terms of a message, with those of the files that it has at this moment of the transaction. */
async function loadTerms(tx: SqlTx, message: IndexedMessage): Promise<number[]> {
  const files = (await loadAttachments([message], tx)).get(message.id) ?? [];
  return termsOfMessage(
    { ...message, forwarded: readCopy(message), authorId: message.author.id, files },
    message.ofBody,
  );
}

/** Messages that were there before the room has a number, but for notices, are left to the background. */
async function takeNumber({ sql }: SqlTx, { roomId, seq }: IndexedMessage): Promise<number> {
  await sql.run`
    INSERT INTO "SearchRoom" ("roomId", "todo") SELECT ${roomId}, COALESCE((
      SELECT "seq" FROM "Message" WHERE "roomId" = ${roomId} AND "seq" < ${seq} AND "kind" = 'USER'
      ORDER BY "seq" DESC LIMIT 1), 0) WHERE true
    ON CONFLICT ("roomId") DO NOTHING`;
  const [row] = await sql.all<{ number: number }>`SELECT "number" FROM "SearchRoom" WHERE "roomId" = ${roomId}`;
  if (!row) throw new Error("The room has no number in the index of search.");
  return row.number;
}
