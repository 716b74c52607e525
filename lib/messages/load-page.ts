import "server-only";
import { sql } from "../db/doors.ts";
import { type SqlPiece, sqlPart } from "../db/sql.ts";
import { findMessageRows } from "./find-rows.ts";
import type { MessageRow } from "./rows.ts";

export type PageQuery = { before?: number; after?: number; around?: number; limit: number };
type Page = { rows: MessageRow[]; hasBefore: boolean; hasAfter: boolean };

const UP = sqlPart`m."seq"`;
const DOWN = sqlPart`m."seq" DESC`;

/**
 * A page of a conversation, ascending by seq: before, after or around a seq, or else the newest messages. `isIn` is the condition
 * that makes a message `m` part of the conversation. With it and the seq, every page is a range of one index, so its cost
 * does not depend on the length of the history. The seqs of a conversation have holes, because the room's threads use the same
 * ones, so each range is read one message further.
 */
export async function loadPage(isIn: SqlPiece, { before, after, around, limit }: PageQuery): Promise<Page> {
  if (around !== undefined) {
    const half = Math.ceil(limit / 2);
    const newer = await loadRange(isIn, sqlPart`m."seq" >= ${around}`, UP, half);
    const older = await loadRange(isIn, sqlPart`m."seq" < ${around}`, DOWN, limit - half);
    return { rows: [...older.rows.reverse(), ...newer.rows], hasBefore: older.hasMore, hasAfter: newer.hasMore };
  }
  if (after !== undefined) {
    const [{ rows, hasMore }, hasBefore] = await Promise.all([
      loadRange(isIn, sqlPart`m."seq" > ${after}`, UP, limit),
      hasAny(isIn, sqlPart`m."seq" <= ${after}`),
    ]);
    return { rows, hasBefore, hasAfter: hasMore };
  }
  const isOlder = before === undefined ? sqlPart`1 = 1` : sqlPart`m."seq" < ${before}`;
  const [{ rows, hasMore }, hasAfter] = await Promise.all([
    loadRange(isIn, isOlder, DOWN, limit),
    before !== undefined && hasAny(isIn, sqlPart`m."seq" >= ${before}`),
  ]);
  return { rows: rows.reverse(), hasBefore: hasMore, hasAfter };
}

async function loadRange(isIn: SqlPiece, seqs: SqlPiece, order: SqlPiece, take: number) {
  const rows = await findMessageRows(sqlPart`${isIn} AND ${seqs}`, order, take + 1);
  return { rows: rows.slice(0, take), hasMore: rows.length > take };
}

async function hasAny(isIn: SqlPiece, seqs: SqlPiece): Promise<boolean> {
  const rows = await sql.all`SELECT 1 AS "one" FROM "Message" m WHERE ${isIn} AND ${seqs} LIMIT 1`;
  return rows.length > 0;
}
