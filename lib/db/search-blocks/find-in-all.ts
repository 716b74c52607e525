import type { IndexAnswer, IndexQuery, WholeAnswer } from "../search-index.ts";
import type { ReadSql } from "../sql.ts";
import { findInBlocks } from "./find-in-blocks.ts";

/**
 * Finds messages in the engine's own index, which has the newest and those that were edited since they went into a block, and then
 * in the blocks. In this order: a message that goes from one to the other meanwhile is found twice, and not never. The engine's own
 * index is asked once where it has few, because there a frequent word costs its whole list each time.
 */
export async function findInAll(
  sql: ReadSql,
  findNewest: (sql: ReadSql, query: IndexQuery) => Promise<IndexAnswer[]>,
  query: IndexQuery,
): Promise<WholeAnswer[]> {
  const ranges = query.ranges.filter(({ isNewestDone }) => !isNewestDone);
  const found = ranges.length > 0 ? await findNewest(sql, { ...query, ranges }) : [];
  const newest = new Map(found.map((one) => [one.room, one]));
  // Where more is left of the engine's own index, the blocks are looked through as far down as it was.
  const blocks = query.ranges.map((range) => ({ ...range, from: newest.get(range.room)?.next ?? range.from }));
  const older = await findInBlocks(sql, { ...query, ranges: blocks });
  return older.map((one, at) => merge(one, newest.get(one.room), query.ranges[at]?.from ?? one.next));
}

function merge({ room, seqs, next }: IndexAnswer, newest: IndexAnswer | undefined, from: number): WholeAnswer {
  const both = [...new Set([...seqs, ...(newest?.seqs ?? [])])];
  return { room, seqs: both.sort((a, b) => b - a), next, isNewestDone: !newest || newest.next <= from };
}
