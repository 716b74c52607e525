import type { IndexAnswer, IndexQuery } from "../search-index.ts";
import type { ReadSql } from "../sql.ts";
import { findInBlocks } from "./find-in-blocks.ts";

/**
 * Finds messages in the engine's own index, which has the newest and those that were edited since they went into a block, and then
 * in the blocks. In this order: a message that goes from one to the other meanwhile is found twice, and not never.
 */
export async function findInAll(
  sql: ReadSql,
  findNewest: (sql: ReadSql, query: IndexQuery) => Promise<IndexAnswer[]>,
  query: IndexQuery,
): Promise<IndexAnswer[]> {
  const newest = await findNewest(sql, query);
  const older = await findInBlocks(sql, query);
  return newest.map((one, at) => merge(one, older[at] as IndexAnswer));
}

/** Both were looked through from the later of their ends on. */
function merge(one: IndexAnswer, other: IndexAnswer): IndexAnswer {
  const next = Math.max(one.next, other.next);
  const seqs = [...new Set([...one.seqs, ...other.seqs])].filter((seq) => seq >= next);
  return { room: one.room, seqs: seqs.sort((a, b) => b - a), next };
}
