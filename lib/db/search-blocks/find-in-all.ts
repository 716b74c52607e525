import type { IndexAnswer, IndexQuery, WholeAnswer } from "../search-index.ts";
import type { ReadSql } from "../sql.ts";
import { findInBlocks } from "./find-in-blocks.ts";

/**
 * Finds messages in the engine's own index, which has the newest and those that were edited since they went into a block, and then
 * in the blocks. In this order: a message that goes from one to the other meanwhile is found twice, and not never. The engine's own
 * index may tell more than is wanted. What it has told completely is kept for the next rounds, because there a frequent word costs
 * its whole list each time.
 */
export async function findInAll(
  sql: ReadSql,
  findNewest: (sql: ReadSql, query: IndexQuery) => Promise<IndexAnswer[]>,
  query: IndexQuery,
): Promise<WholeAnswer[]> {
  const asked = query.ranges.filter(({ newest }) => newest === null);
  const told = asked.length > 0 ? await findNewest(sql, { ...query, ranges: asked }) : [];
  const byRoom = new Map(told.map((one) => [one.room, one]));
  const newest = query.ranges.map(
    ({ room, from, newest }) => byRoom.get(room) ?? { room, seqs: newest ?? [], next: from },
  );
  // Where the engine's own index has enough, or more, the blocks are looked through as far down as it was.
  const ranges = query.ranges.map((range, at) => ({ ...range, from: endOf(newest[at], query.limit) ?? range.from }));
  const older = await findInBlocks(sql, { ...query, ranges });
  return older.map((one, at) => merge(one, newest[at] ?? one, query.ranges[at]?.from ?? one.next, query.limit));
}

/** What the engine's own index has told of a range, now or before. */
type Newest = { seqs: readonly number[]; next: number };

const endOf = (newest: Newest | undefined, limit: number) => newest?.seqs[limit - 1] ?? newest?.next;

function merge({ room, seqs, next }: IndexAnswer, newest: Newest, from: number, limit: number): WholeAnswer {
  const both = [...new Set([...seqs, ...newest.seqs.filter((seq) => seq >= next)])].sort((a, b) => b - a);
  const wanted = both.slice(0, limit);
  const end = wanted.length < both.length ? (wanted.at(-1) ?? next) : next;
  const isAllTold = newest.next <= from;
  return { room, seqs: wanted, next: end, newest: isAllTold ? newest.seqs.filter((seq) => seq < end) : null };
}
