import "server-only";
import { type SqlTx, sql, statement, writeSql } from "../db/doors.ts";
import { loadTerms } from "./index-message.ts";

/** Messages, and characters of them, that are indexed in one transaction: a send waits a few milliseconds for it at most. */
const BATCH_MESSAGES = 40;
const BATCH_CHARACTERS = 8_000;
/** Messages of deleted rooms that leave the index in one transaction. */
const REMOVED_AT_ONCE = 100;

/** Gives a number to each room that has none, such as one that came into the database otherwise than by commands. */
export async function numberRooms(): Promise<void> {
  const [missing] = await sql.all`
    SELECT 1 FROM "Room" r WHERE r."seq" > 0 AND NOT EXISTS (SELECT 1 FROM "SearchRoom" s WHERE s."roomId" = r."id") LIMIT 1`;
  if (!missing) return;
  await statement.run`
    INSERT INTO "SearchRoom" ("roomId", "todo") SELECT "id", "seq" FROM "Room" WHERE "seq" > 0
    ON CONFLICT ("roomId") DO NOTHING`;
}

type TodoRoom = { number: number; roomId: string };

/**
 * Does one piece of the work that the index needs in the background: messages from before the index are added, the newest of a
 * room first, and those of deleted rooms removed. Resolves to false when nothing is left. What is done stays done, whoever
 * goes on with it, and whenever.
 */
export async function indexSome(): Promise<boolean> {
  const [room] = await sql.all<TodoRoom>`
    SELECT s."number", s."roomId" FROM "SearchRoom" s JOIN "Room" r ON r."id" = s."roomId"
    WHERE s."todo" > 0 ORDER BY r."lastActivityAt" DESC, s."number" LIMIT 1`;
  if (room) {
    await writeSql((tx) => indexBatch(tx, room));
    return true;
  }
  const [gone] = await sql.all<TodoRoom>`
    SELECT s."number", s."roomId" FROM "SearchRoom" s
    WHERE NOT EXISTS (SELECT 1 FROM "Room" r WHERE r."id" = s."roomId") LIMIT 1`;
  if (!gone) return false;
  await writeSql((tx) => removeBatch(tx, gone));
  return true;
}

type OldMessage = { id: string; seq: number; body: string; fileCount: number; authorId: string; editedAt: Date | null };

async function indexBatch(tx: SqlTx, { number, roomId }: TodoRoom): Promise<void> {
  // Changing the room's row, not only locking it, makes an edit that waits for it begin anew and see what is indexed by now.
  const isThere = await tx.sql.run`UPDATE "Room" SET "rev" = "rev" WHERE "id" = ${roomId}`;
  const [state] = await tx.sql.all<{ todo: number }>`SELECT "todo" FROM "SearchRoom" WHERE "number" = ${number}`;
  if (isThere === 0 || !state || state.todo <= 0) return;
  const rows = await tx.sql.all<OldMessage & { kind: string; deletedAt: Date | null }>`
    SELECT "id", "seq", "body", "fileCount", "authorId", "editedAt", "kind", "deletedAt" FROM "Message"
    WHERE "roomId" = ${roomId} AND "seq" <= ${state.todo} ORDER BY "seq" DESC LIMIT ${BATCH_MESSAGES}`;
  let [characters, todo] = [0, 0];
  for (const [at, row] of rows.entries()) {
    if (row.kind === "USER" && row.deletedAt === null) await indexOld(tx, number, roomId, row);
    characters += row.body.length;
    const isLast = at === rows.length - 1;
    if (characters >= BATCH_CHARACTERS || (isLast && rows.length === BATCH_MESSAGES)) {
      todo = row.seq - 1;
      break;
    }
  }
  await tx.sql.run`UPDATE "SearchRoom" SET "todo" = ${todo} WHERE "number" = ${number}`;
}

async function indexOld(tx: SqlTx, room: number, roomId: string, row: OldMessage): Promise<void> {
  const message = { ...row, roomId, isEdited: row.editedAt !== null, author: { id: row.authorId } };
  await tx.sql.addTerms({ room, seq: row.seq }, await loadTerms(tx, message));
}

async function removeBatch(tx: SqlTx, { number, roomId }: TodoRoom): Promise<void> {
  if ((await tx.sql.removeRoom(number, REMOVED_AT_ONCE)) > 0) return;
  await tx.sql.run`DELETE FROM "SearchRoom" WHERE "number" = ${number} AND "roomId" = ${roomId}`;
}
