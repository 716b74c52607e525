import type { IndexAnswer, IndexQuery, IndexRange } from "../search-index.ts";
import { type ReadSql, sqlJoin, sqlNumbers, sqlPart } from "../sql.ts";
import {
  addPlaces,
  BLOCK_SEQS,
  blockOf,
  bucketOf,
  keepPlaces,
  newestFirst,
  noPlaces,
  type Places,
} from "./postings.ts";

/** Rows that are looked at in one go, if each room's newest block alone does not take more. */
const ROWS_MAX = 4_000;
/** Rows that are in memory at the same time: one of a block full of the longest messages has half a megabyte. */
const ROWS_AT_ONCE = 512;
/** The more often a room was looked into in vain, the more of its blocks are looked at in one go. */
const GROWTH = 4;
const BLOCKS_MAX = 128;
/** Blocks after which other work of the process gets its turn. */
const BLOCKS_AT_ONCE = 8;

type BlockRow = { room: number; block: number; bucket: number; postings: Uint8Array };
/** Of one block what is stored of each bucket that was asked for. */
type Block = Map<number, Uint8Array>;
type Stretch = IndexRange & { first: number; last: number };

/**
 * Finds the messages of each range that have the terms, as far as they are in blocks. A block answers by the bits of its lists,
 * so two frequent words that never stand together cost no more than others.
 */
export async function findInBlocks(sql: ReadSql, query: IndexQuery): Promise<IndexAnswer[]> {
  const buckets = [...new Set([...query.all, ...query.any.flat()].map(bucketOf))];
  const open = query.ranges.filter(({ from, below }) => below > from);
  const most = Math.max(1, Math.floor(ROWS_MAX / Math.max(1, open.length * buckets.length)));
  const stretches = new Map(open.map((range) => [range.room, toStretch(range, most)]));
  const found = new Map(open.map(({ room }) => [room, [] as number[]]));
  let looked = 0;
  for (const part of inParts([...stretches.values()], Math.max(1, Math.floor(ROWS_AT_ONCE / buckets.length)))) {
    const wanted = part.filter(({ room }) => (found.get(room)?.length ?? 0) < query.limit);
    const blocks = await loadBlocks(sql, wanted, buckets);
    for (const { room, first, last, from, below } of wanted) {
      const seqs = found.get(room) ?? [];
      for (let block = last; block >= first && seqs.length < query.limit; block--) {
        if (++looked % BLOCKS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
        const places = placesIn(blocks.get(toName(room, block)), query);
        for (const seq of places ? newestFirst(block, places) : []) {
          if (seq < below && seq >= from && seqs.length < query.limit) seqs.push(seq);
        }
      }
    }
  }
  return query.ranges.map(({ room, from }) => {
    const stretch = stretches.get(room);
    const seqs = found.get(room) ?? [];
    const low = stretch ? Math.max(from, stretch.first * BLOCK_SEQS) : from;
    return { room, seqs, next: seqs.length < query.limit ? low : (seqs.at(-1) ?? low) };
  });
}

/** The stretches in parts of so many blocks at most, each stretch from its newest block on. */
function* inParts(stretches: readonly Stretch[], blocksMax: number): Generator<Stretch[]> {
  let part: Stretch[] = [];
  let left = blocksMax;
  for (const stretch of stretches) {
    for (let { last } = stretch; last >= stretch.first; ) {
      const first = Math.max(stretch.first, last - left + 1);
      part.push({ ...stretch, first, last });
      left -= last - first + 1;
      last = first - 1;
      if (left > 0) continue;
      yield part;
      [part, left] = [[], blocksMax];
    }
  }
  if (part.length > 0) yield part;
}

function toStretch(range: IndexRange, most: number): Stretch {
  const last = blockOf(range.below - 1);
  const count = Math.min(GROWTH ** range.round, BLOCKS_MAX, most);
  return { ...range, last, first: Math.max(blockOf(range.from), last - count + 1) };
}

const toName = (room: number, block: number): string => `${room}/${block}`;

async function loadBlocks(sql: ReadSql, stretches: Stretch[], buckets: number[]): Promise<Map<string, Block>> {
  const blocks = new Map<string, Block>();
  if (stretches.length === 0 || buckets.length === 0) return blocks;
  const list = sqlNumbers(buckets);
  const conditions = stretches.map(
    ({ room, first, last }) =>
      sqlPart`("room" = ${room} AND "bucket" IN (${list}) AND "block" BETWEEN ${first} AND ${last})`,
  );
  const rows = await sql.all<BlockRow>`
    SELECT "room", "block", "bucket", "postings" FROM "SearchBlock" WHERE ${sqlJoin(conditions, " OR ")}`;
  for (const { room, block, bucket, postings } of rows) {
    const name = toName(room, block);
    const known = blocks.get(name) ?? new Map();
    blocks.set(name, known.set(bucket, postings));
  }
  return blocks;
}

/** The messages of a block that have all terms, or null where none has. */
function placesIn(block: Block | undefined, { all, any }: IndexQuery): Places | null {
  if (!block) return null;
  let found: Places | null = null;
  for (const list of [...all.map((term) => [term]), ...any]) {
    const places = noPlaces();
    for (const term of list) {
      const postings = block.get(bucketOf(term));
      if (postings) addPlaces(places, postings, term);
    }
    if (found) keepPlaces(found, places);
    else found = places;
    if (found.every((word) => word === 0)) return null;
  }
  return found;
}
