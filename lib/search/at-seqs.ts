import "server-only";
import { type SqlPiece, sqlJoin, sqlNumbers, sqlPart } from "../db/sql.ts";

/** Messages of a room, by their seqs. */
export type SeqsOfRoom = { roomId: string; seqs: readonly number[] };

/** Makes the condition that a row of Message is one of these. */
export function sqlAtSeqs(wanted: readonly SeqsOfRoom[]): SqlPiece {
  return sqlJoin(
    wanted.map(({ roomId, seqs }) => sqlPart`("roomId" = ${roomId} AND "seq" IN (${sqlNumbers(seqs)}))`),
    " OR ",
  );
}
