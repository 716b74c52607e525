import { type Sql, sqlNumbers } from "../sql.ts";
import { BLOCK_SEQS, type BlockRows, BUCKETS } from "./postings.ts";

/** With each bucket named the key finds a block's rows. Without, SQLite reads all blocks of the room while sends wait. */
const ALL_BUCKETS = sqlNumbers(Array.from({ length: BUCKETS }, (_, bucket) => bucket));

/** Puts a block in place of the one there was, and takes its messages, up to this seq, out of the engine's own index. */
export async function storeBlock(sql: Sql, place: { room: number; block: number; upTo: number }, made: BlockRows) {
  const { room, block, upTo } = place;
  await sql.run`DELETE FROM "SearchBlock" WHERE "room" = ${room} AND "bucket" IN (${ALL_BUCKETS}) AND "block" = ${block}`;
  await sql.run`DELETE FROM "SearchStale" WHERE "room" = ${room} AND "block" = ${block}`;
  // One text for all blocks: each text is prepared, and on PostgreSQL has one of the names, of which there are not many.
  await Promise.all(
    made.map(
      ({ bucket, postings }) =>
        sql.run`INSERT INTO "SearchBlock" ("room", "bucket", "block", "postings") VALUES (${room}, ${bucket}, ${block}, ${postings})`,
    ),
  );
  await sql.removeRange(room, block * BLOCK_SEQS, upTo + 1);
}

/** Notes that a message of a block is not what it was. */
export async function noteStale(sql: Sql, room: number, block: number): Promise<void> {
  await sql.run`INSERT INTO "SearchStale" ("room", "block") VALUES (${room}, ${block}) ON CONFLICT DO NOTHING`;
}

/** Removes one bucket of all blocks of a room. Resolves to the number of its rows, which is 0 when nothing is left. */
export async function removeBlocks(sql: Sql, room: number): Promise<number> {
  await sql.run`DELETE FROM "SearchStale" WHERE "room" = ${room}`;
  return sql.run`
    DELETE FROM "SearchBlock" WHERE "room" = ${room}
      AND "bucket" = (SELECT MIN("bucket") FROM "SearchBlock" WHERE "room" = ${room})`;
}
