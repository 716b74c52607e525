import { type Sql, sqlJoin, sqlPart } from "../sql.ts";
import { BLOCK_SEQS, type BlockRows } from "./postings.ts";

/** Blocks that are removed in one transaction. */
const REMOVED_AT_ONCE = 4;

/** Puts a block in place of the one there was, and takes its messages, up to this seq, out of the engine's own index. */
export async function storeBlock(sql: Sql, place: { room: number; block: number; upTo: number }, made: BlockRows) {
  const { room, block, upTo } = place;
  await sql.run`DELETE FROM "SearchBlock" WHERE "room" = ${room} AND "block" = ${block}`;
  await sql.run`DELETE FROM "SearchStale" WHERE "room" = ${room} AND "block" = ${block}`;
  const rows = made.map(({ bucket, postings }) => sqlPart`(${room}, ${bucket}, ${block}, ${postings})`);
  if (rows.length > 0)
    await sql.run`INSERT INTO "SearchBlock" ("room", "bucket", "block", "postings") VALUES ${sqlJoin(rows, ", ")}`;
  await sql.removeRange(room, block * BLOCK_SEQS, upTo + 1);
}

/** Notes that a message of a block is not what it was. */
export async function noteStale(sql: Sql, room: number, block: number): Promise<void> {
  await sql.run`INSERT INTO "SearchStale" ("room", "block") VALUES (${room}, ${block}) ON CONFLICT DO NOTHING`;
}

/** Removes some blocks of a room. Resolves to the number of their rows. */
export async function removeBlocks(sql: Sql, room: number): Promise<number> {
  await sql.run`DELETE FROM "SearchStale" WHERE "room" = ${room}`;
  return sql.run`
    DELETE FROM "SearchBlock" WHERE "room" = ${room}
      AND "block" > (SELECT MAX("block") FROM "SearchBlock" WHERE "room" = ${room}) - ${REMOVED_AT_ONCE}`;
}
