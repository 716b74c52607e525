import type { IndexAnswer, IndexPlace, IndexQuery, IndexRange, IndexWriter } from "../search-index.ts";
import { toKey, toPlace } from "../search-index.ts";
import type { ReadSql, Sql } from "../sql.ts";

// The driver binds JavaScript's numbers as floating point, and FTS5 takes only integers for its row ids.

/** Rooms that are looked into before other work of the process gets its turn: the driver is synchronous. */
const ROOMS_AT_ONCE = 40;

/**
 * Writes to the index. What is new goes into a table beside it first, because a commit of FTS5 costs as much as several sends;
 * `onPending` is told, and `foldPending` takes it over.
 */
export const writeIndex = (sql: Pick<Sql, "run">, onPending: () => void = () => undefined): IndexWriter => ({
  async addTerms(place, terms) {
    await sql.run`
      INSERT OR REPLACE INTO "SearchPending" ("key", "terms") VALUES (CAST(${toKey(place)} AS INTEGER), ${toText(place, terms)})`;
    onPending();
  },
  async replaceTerms(place, terms) {
    await sql.run`DELETE FROM "SearchIndex" WHERE "rowid" = CAST(${toKey(place)} AS INTEGER)`;
    if (terms) await this.addTerms(place, terms);
    else await sql.run`DELETE FROM "SearchPending" WHERE "key" = CAST(${toKey(place)} AS INTEGER)`;
  },
  async removeRoom(room, max) {
    const [first, last] = [toKey({ room, seq: 0 }), toKey({ room: room + 1, seq: 0 }) - 1];
    const pending = await sql.run`
      DELETE FROM "SearchPending" WHERE "key" BETWEEN CAST(${first} AS INTEGER) AND CAST(${last} AS INTEGER)`;
    const removed = await sql.run`
      DELETE FROM "SearchIndex" WHERE "rowid" IN (
        SELECT "id" FROM "SearchIndex_docsize" WHERE "id" BETWEEN CAST(${first} AS INTEGER) AND CAST(${last} AS INTEGER)
        LIMIT ${max})`;
    return pending + removed;
  },
  async removeRange(room, from, below) {
    const [first, last] = [toKey({ room, seq: from }), toKey({ room, seq: below }) - 1];
    await sql.run`
      DELETE FROM "SearchPending" WHERE "key" BETWEEN CAST(${first} AS INTEGER) AND CAST(${last} AS INTEGER)`;
    await sql.run`
      DELETE FROM "SearchIndex" WHERE "rowid" IN (
        SELECT "id" FROM "SearchIndex_docsize" WHERE "id" BETWEEN CAST(${first} AS INTEGER) AND CAST(${last} AS INTEGER))`;
  },
});

/** Takes up to `max` messages over into the index. Resolves to their number. */
export async function foldPending(sql: Sql, max: number): Promise<number> {
  await sql.run`
    INSERT OR REPLACE INTO "SearchIndex" ("rowid", "terms") SELECT "key", "terms" FROM "SearchPending" ORDER BY "key" LIMIT ${max}`;
  return sql.run`
    DELETE FROM "SearchPending" WHERE "key" IN (SELECT "key" FROM "SearchPending" ORDER BY "key" LIMIT ${max})`;
}

/**
 * FTS5 keeps the messages of a term in the order of their keys, and walks from any key on: each room is a stretch of it. It looks
 * at the end of the stretch only when it has found something. So the room is a term, too: where the room's list ends, the search
 * ends, and two words that never stand together are not looked for in the rooms of others.
 */
export async function findInIndex(sql: ReadSql, { all, any, ranges, limit }: IndexQuery): Promise<IndexAnswer[]> {
  const lists = [...all.map((term) => [term]), ...any].map((list) => list.map(toToken));
  const terms = lists.map((list) => `(${list.join(" OR ")})`).join(" AND ");
  const pending = await findPending(sql, lists);
  const answers: IndexAnswer[] = [];
  for (const [count, range] of ranges.entries()) {
    if (count > 0 && count % ROOMS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    answers.push(withPending(await findInRange(sql, terms, range, limit), range, pending.get(range.room) ?? []));
  }
  return answers;
}

async function findInRange(sql: ReadSql, terms: string, { room, from, below }: IndexRange, limit: number) {
  if (below <= from) return { room, seqs: [], next: from };
  const rows = await sql.all<{ key: number }>`
    SELECT "rowid" AS "key" FROM "SearchIndex"
    WHERE "SearchIndex" MATCH ${`${toRoomToken(room)} AND ${terms}`}
      AND "rowid" BETWEEN CAST(${toKey({ room, seq: from })} AS INTEGER) AND CAST(${toKey({ room, seq: below - 1 })} AS INTEGER)
    ORDER BY "rowid" DESC LIMIT ${limit}`;
  const seqs = rows.map(({ key }) => toPlace(key).seq);
  return { room, seqs, next: seqs.length < limit ? from : (seqs.at(-1) ?? from) };
}

/** The messages beside the index that have a term of each list, as seqs by room. */
async function findPending(sql: ReadSql, lists: string[][]): Promise<Map<number, number[]>> {
  const rows = await sql.all<{ key: number; terms: string }>`SELECT "key", "terms" FROM "SearchPending"`;
  const found = new Map<number, number[]>();
  for (const { key, terms } of rows) {
    const has = new Set(terms.split(" "));
    if (!lists.every((list) => list.some((term) => has.has(term)))) continue;
    const { room, seq } = toPlace(key);
    found.set(room, [...(found.get(room) ?? []), seq]);
  }
  return found;
}

/** An answer with those beside the index that are in the part of the range that the answer is about. */
function withPending(answer: IndexAnswer, { from, below }: IndexRange, pending: number[]): IndexAnswer {
  const inside = pending.filter((seq) => seq >= Math.max(from, answer.next) && seq < below);
  if (inside.length === 0) return answer;
  return { ...answer, seqs: [...new Set([...answer.seqs, ...inside])].sort((a, b) => b - a) };
}

/** Digits and small letters: no term is ever syntax, and a letter before them keeps the words AND and OR out. */
const toToken = (term: number): string => `t${term.toString(36)}`;
const toRoomToken = (room: number): string => `r${room.toString(36)}`;
const toText = ({ room }: IndexPlace, terms: readonly number[]): string =>
  [toRoomToken(room), ...terms.map(toToken)].join(" ");
