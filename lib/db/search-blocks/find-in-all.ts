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
  const newest = ranges.length > 0 ? await findNewest(sql, { ...query, ranges }) : [];
  const byRoom = new Map(newest.map((one) => [one.room, one]));
  const older = await findInBlocks(sql, query);
  return older.map((one, at) => merge(one, byRoom.get(one.room), query.ranges[at]?.from ?? one.next));
}

/** Where all of the engine's own index was found, only the blocks are left. Else both were looked through from the later end on. */
function merge(older: IndexAnswer, newest: IndexAnswer | undefined, from: number): WholeAnswer {
  const isNewestDone = !newest || newest.next <= from;
  const next = isNewestDone ? older.next : Math.max(older.next, newest.next);
  const seqs = [...new Set([...older.seqs.filter((seq) => seq >= next), ...(newest?.seqs ?? [])])];
  return { room: older.room, seqs: seqs.sort((a, b) => b - a), next, isNewestDone };
}
