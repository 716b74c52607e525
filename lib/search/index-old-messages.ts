import "server-only";
import { setImmediate } from "node:timers/promises";
import { type SqlTx, sql, statement, writeSql } from "../db/doors.ts";
import { BLOCK_SEQS, BlockMaker, type BlockRows, blockOf } from "../db/search-blocks/postings.ts";
import { removeBlocks, storeBlock } from "../db/search-blocks/store-block.ts";
import { sqlList } from "../db/sql.ts";
import { loadAttachments } from "../files/load-attachments.ts";
import type { MessageFile } from "../files/message-file.ts";
import { readCopy } from "../forward/copy.ts";
import { termsOfMessage } from "./message-text.ts";

/** Messages, and characters of them, of which the terms are made before others have a turn: a few milliseconds. */
const TURN_MESSAGES = 40;
const TURN_CHARACTERS = 8_000;
/** Messages of deleted rooms that leave the index in one transaction. */
const REMOVED_AT_ONCE = 100;
/** The newest messages of a room go into a block when the block is full, or when they are so many and the room so quiet. */
const PARTIAL_MIN = 256;
const QUIET_MS = 24 * 60 * 60 * 1000;

/** Gives a number to each room that has none, such as one that came into the database otherwise than by commands. */
export async function numberRooms(): Promise<void> {
  const [missing] = await sql.all`
    SELECT 1 FROM "Room" r WHERE r."seq" > 0 AND NOT EXISTS (SELECT 1 FROM "SearchRoom" s WHERE s."roomId" = r."id") LIMIT 1`;
  if (!missing) return;
  await statement.run`
    INSERT INTO "SearchRoom" ("roomId", "todo") SELECT "id", "seq" FROM "Room" WHERE "seq" > 0
    ON CONFLICT ("roomId") DO NOTHING`;
}

/** One run of the work. */
export type IndexRun = {
  /** Rooms in which something changed while a block was made. They are left out, so that none holds up the others. */
  busy: Set<string>;
  /** Whether many messages have left the engine's own index. */
  hasMovedMany: boolean;
};
export const newIndexRun = (): IndexRun => ({ busy: new Set(), hasMovedMany: false });

type IndexedRoom = { number: number; roomId: string; seq: number; rev: number; todo: number; sealed: number };

/**
 * Does one piece of the work that the index needs in the background. Resolves to false when nothing is left. What is done stays
 * done, whoever goes on with it, and whenever. It notes in `run` what the next pieces and the end of the work have to know.
 */
export async function indexSome(run: IndexRun = newIndexRun()): Promise<boolean> {
  const { busy } = run;
  if ((await removeGone()) || (await indexOld(busy)) || (await sealNewest(busy))) {
    run.hasMovedMany = true;
    return true;
  }
  return renewStale(busy);
}

/** Messages from before the index go into blocks, the newest of a room first. */
async function indexOld(busy: Set<string>): Promise<boolean> {
  const [room] = await sql.all<IndexedRoom>`
    SELECT s.*, r."seq", r."rev" FROM "SearchRoom" s JOIN "Room" r ON r."id" = s."roomId"
    WHERE s."todo" > 0 AND s."roomId" NOT IN ${sqlList([...busy])} ORDER BY r."lastActivityAt" DESC, s."number" LIMIT 1`;
  if (room) await buildBlock(room, blockOf(room.todo), room.todo, busy);
  return room !== undefined;
}

async function removeGone(): Promise<boolean> {
  const [gone] = await sql.all<{ number: number; roomId: string }>`
    SELECT s."number", s."roomId" FROM "SearchRoom" s
    WHERE NOT EXISTS (SELECT 1 FROM "Room" r WHERE r."id" = s."roomId") LIMIT 1`;
  if (gone) await writeSql((tx) => removeBatch(tx, gone.number, gone.roomId));
  return gone !== undefined;
}

/** A block is made anew after a message in it was edited or deleted: until then it has terms of what is gone. */
async function renewStale(busy: Set<string>): Promise<boolean> {
  const [stale] = await sql.all<IndexedRoom & { block: number }>`
    SELECT s.*, r."seq", r."rev", b."block" FROM "SearchStale" b
    JOIN "SearchRoom" s ON s."number" = b."room" JOIN "Room" r ON r."id" = s."roomId"
    WHERE s."roomId" NOT IN ${sqlList([...busy])} ORDER BY b."room", b."block" LIMIT 1`;
  if (stale) await buildBlock(stale, stale.block, Math.min(stale.sealed, (stale.block + 1) * BLOCK_SEQS - 1), busy);
  return stale !== undefined;
}

/** The newest messages go into a block, when it is full or they will hardly become more. */
async function sealNewest(busy: Set<string>): Promise<boolean> {
  const [room] = await sql.all<IndexedRoom>`
    SELECT s.*, r."seq", r."rev" FROM "SearchRoom" s JOIN "Room" r ON r."id" = s."roomId"
    WHERE s."todo" = 0 AND s."roomId" NOT IN ${sqlList([...busy])} AND (r."seq" + 1 >= s."sealed" + 1 + ${BLOCK_SEQS} - (s."sealed" + 1) % ${BLOCK_SEQS}
      OR (r."seq" - s."sealed" >= ${PARTIAL_MIN} AND r."lastActivityAt" < ${new Date(Date.now() - QUIET_MS)}))
    ORDER BY s."number" LIMIT 1`;
  if (!room) return false;
  const block = blockOf(room.sealed + 1);
  await buildBlock(room, block, Math.min(room.seq, (block + 1) * BLOCK_SEQS - 1), busy);
  return true;
}

/**
 * Makes a block of what its messages say, up to a seq, and takes these out of the engine's own index. The terms are made before
 * the transaction, so that no send waits for them. When a message was changed meanwhile, nothing is done, and the room is
 * busy.
 */
async function buildBlock(room: IndexedRoom, block: number, upTo: number, busy: Set<string>): Promise<void> {
  const from = block * BLOCK_SEQS;
  const maker = new BlockMaker();
  for (let below = upTo + 1; below > from; ) below = await addSome(maker, room.roomId, from, below);
  const made: BlockRows = [];
  for (const row of maker.rows()) {
    made.push(row);
    await setImmediate();
  }
  const isStored = await writeSql(async (tx) => {
    // Changing the room's row, not only locking it, makes an edit that waits for it begin anew and see what is in blocks by now.
    const isThere = await tx.sql.run`UPDATE "Room" SET "rev" = "rev" WHERE "id" = ${room.roomId}`;
    const [state] = await tx.sql.all<{ todo: number; sealed: number }>`
      SELECT "todo", "sealed" FROM "SearchRoom" WHERE "number" = ${room.number}`;
    const [changed] = await tx.sql.all`
      SELECT 1 FROM "Message" WHERE "roomId" = ${room.roomId} AND "rev" > ${room.rev} AND "seq" >= ${from} AND "seq" <= ${upTo} LIMIT 1`;
    if (isThere === 0 || changed || state?.todo !== room.todo || state.sealed !== room.sealed) return false;
    await storeBlock(tx.sql, { room: room.number, block, upTo }, made);
    const todo = upTo === room.todo ? Math.max(0, from - 1) : room.todo;
    await tx.sql.run`
      UPDATE "SearchRoom" SET "todo" = ${todo}, "sealed" = ${Math.max(room.sealed, upTo)} WHERE "number" = ${room.number}`;
    return true;
  });
  if (!isStored) busy.add(room.roomId);
}

type OldMessage = {
  id: string;
  seq: number;
  body: string;
  forwarded: string | null;
  fileCount: number;
  authorId: string;
  editedAt: Date | null;
};

/** Adds the newest messages before a seq, and not before `from`. Resolves to the seq before which the next ones are. */
async function addSome(maker: BlockMaker, roomId: string, from: number, below: number): Promise<number> {
  const rows = await sql.all<OldMessage & { kind: string; deletedAt: Date | null }>`
    SELECT "id", "seq", "body", "forwarded", "fileCount", "authorId", "editedAt", "kind", "deletedAt" FROM "Message"
    WHERE "roomId" = ${roomId} AND "seq" >= ${from} AND "seq" < ${below} ORDER BY "seq" DESC LIMIT ${TURN_MESSAGES}`;
  const files = await loadAttachments(rows);
  let characters = 0;
  for (const row of rows) {
    if (row.kind === "USER" && row.deletedAt === null)
      maker.add(row.seq, termsOfMessage(toSearched(row, files.get(row.id) ?? [])));
    characters += row.body.length + (row.forwarded?.length ?? 0);
    if (characters >= TURN_CHARACTERS) {
      await setImmediate();
      return row.seq;
    }
  }
  await setImmediate();
  return rows.length < TURN_MESSAGES ? from : (rows.at(-1)?.seq ?? from);
}

const toSearched = (row: OldMessage, files: MessageFile[]) => ({
  ...row,
  forwarded: readCopy(row),
  isEdited: row.editedAt !== null,
  files,
});

async function removeBatch(tx: SqlTx, number: number, roomId: string): Promise<void> {
  if ((await tx.sql.removeRoom(number, REMOVED_AT_ONCE)) > 0 || (await removeBlocks(tx.sql, number)) > 0) return;
  await tx.sql.run`DELETE FROM "SearchRoom" WHERE "number" = ${number} AND "roomId" = ${roomId}`;
}
