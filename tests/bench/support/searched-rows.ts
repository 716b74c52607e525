import { BLOCK_SEQS, blockOf } from "@/lib/db/search-blocks/postings.ts";
import { type IndexPlace, type IndexWriter, toKey } from "@/lib/db/search-index.ts";
import type { Sql } from "@/lib/db/sql.ts";
import { termsOfMessage } from "@/lib/search/message-text.ts";
import { textMaker } from "./search-texts.ts";
import type { Seeded } from "./seed.ts";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const BATCH = 2_000;

export type SearchedRow = {
  id: string;
  roomId: string;
  seq: number;
  authorId: string;
  body: string;
  createdAt: Date;
  /** What the engine stores of it in its own index; null when it is for the background to put it into a block. */
  stored: { key: number; terms: string } | null;
};

/** The seq up to which the messages of a room with so many are in full blocks. */
export const sealedSeq = (seqs: number): number => Math.max(0, blockOf(seqs + 1) * BLOCK_SEQS - 1);

type MakeWriter = (sql: Pick<Sql, "run">) => IndexWriter;

/**
 * Messages over a year, one after the other in all rooms, some thousands at once. The n-th of the rooms has the number n in the
 * index. `makeWriter` is the engine's own: what it would write of each message is taken down, but for those that have been put
 * into blocks since they were sent.
 */
export function* searchedRows({ roomIds, users }: Seeded, count: number, makeWriter: MakeWriter) {
  const begin = Date.now() - YEAR_MS;
  const textOf = textMaker(1, roomIds.length);
  let stored: unknown[] = [];
  const writer = makeWriter({
    async run(_texts, ...inputs) {
      stored = inputs;
      return 1;
    },
  });
  const writtenOf = (place: IndexPlace, body: string, authorId: string) => {
    void writer.addTerms(place, termsOfMessage({ body, authorId, files: [], isEdited: false }));
    const [key, terms] = stored as [number, string];
    if (key !== toKey(place)) throw new Error("The engine has written something else.");
    return { key, terms };
  };
  for (let from = 0; from < count; from += BATCH) {
    const rows: SearchedRow[] = [];
    for (let at = from; at < Math.min(count, from + BATCH); at++) {
      const [room, seq] = [at % roomIds.length, Math.floor(at / roomIds.length) + 1];
      const body = textOf(at);
      const authorId = users[at % users.length]?.id ?? "";
      const isInBlock = seq <= sealedSeq(Math.floor(count / roomIds.length));
      const createdAt = new Date(begin + (at / count) * YEAR_MS);
      const id = at.toString(36).padStart(20, "0");
      const row = { id, roomId: roomIds[room] ?? "", seq, authorId, body, createdAt };
      rows.push({ ...row, stored: isInBlock ? null : writtenOf({ room: room + 1, seq }, body, authorId) });
    }
    yield rows;
  }
}
