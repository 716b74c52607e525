import { type IndexWriter, SEQS_PER_ROOM } from "@/lib/db/search-index.ts";
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
  /** What the engine stores of it in the index. */
  key: number;
  terms: string;
};

type MakeWriter = (sql: Pick<Sql, "run">) => IndexWriter;

/**
 * Messages over a year, one after the other in all rooms, some thousands at once. The n-th of the rooms has the number n in the
 * index. `makeWriter` is the engine's own: what it would write of each message is taken down.
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
  for (let from = 0; from < count; from += BATCH) {
    const rows: SearchedRow[] = [];
    for (let at = from; at < Math.min(count, from + BATCH); at++) {
      const [room, seq] = [at % roomIds.length, Math.floor(at / roomIds.length) + 1];
      const body = textOf(at);
      const authorId = users[at % users.length]?.id ?? "";
      void writer.addTerms({ room: room + 1, seq }, termsOfMessage({ body, authorId, files: [], isEdited: false }));
      const [key, terms] = stored as [number, string];
      if (key !== (room + 1) * SEQS_PER_ROOM + seq) throw new Error("The engine has written something else.");
      const createdAt = new Date(begin + (at / count) * YEAR_MS);
      const id = at.toString(36).padStart(20, "0");
      rows.push({ id, roomId: roomIds[room] ?? "", seq, authorId, body, createdAt, key, terms });
    }
    yield rows;
  }
}
