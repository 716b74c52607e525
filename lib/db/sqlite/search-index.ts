import type { IndexAnswer, IndexPlace, IndexQuery, IndexRange, IndexWriter } from "../search-index.ts";
import { toKey, toPlace } from "../search-index.ts";
import type { ReadSql, Sql } from "../sql.ts";

// The driver binds JavaScript's numbers as floating point, and FTS5 takes only integers for its row ids.

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
 * FTS5 keeps the messages of a term in the order of their keys, and each room is a stretch of them. To come to a stretch it walks
 * there from one end of the list, so it is asked for all rooms at once and walks through each list once. It looks at the end of the
 * stretch only when it has found something. So the room is a term, too: what stands between the rooms is skipped, and two words
 * that never stand together are not looked for in the rooms of others. All hits of the rooms come as one value, because a thousand
 * rows cost more than the search. It has few messages of a room, those that are in no block yet, so `limit` is not asked for.
 */
export async function findInIndex(sql: ReadSql, { all, any, ranges }: IndexQuery): Promise<IndexAnswer[]> {
  const lists = [...all.map((term) => [term]), ...any].map((list) => list.map(toToken));
  const found = new Map(ranges.map(({ room }) => [room, new Set<number>()]));
  const open = ranges.filter(({ from, below }) => below > from);
  // What waits beside the index first: a message that is taken over meanwhile is found twice, and not never.
  const keys = open.length > 0 ? [...(await findPending(sql, lists)), ...(await findFolded(sql, lists, open))] : [];
  for (const key of keys) found.get(toPlace(key).room)?.add(toPlace(key).seq);
  return ranges.map(({ room, from, below }) => {
    const seqs = [...(found.get(room) ?? [])].filter((seq) => seq >= from && seq < below);
    return { room, seqs: seqs.sort((a, b) => b - a), next: from };
  });
}

async function findFolded(sql: ReadSql, lists: string[][], open: readonly IndexRange[]): Promise<number[]> {
  const terms = [open.map(({ room }) => toRoomToken(room)), ...lists].map((list) => `(${list.join(" OR ")})`);
  const first = Math.min(...open.map(({ room, from }) => toKey({ room, seq: from })));
  const last = Math.max(...open.map(({ room, below }) => toKey({ room, seq: below - 1 })));
  const [row] = await sql.all<{ keys: string }>`
    SELECT json_group_array("rowid") AS "keys" FROM "SearchIndex" WHERE "SearchIndex" MATCH ${terms.join(" AND ")}
      AND "rowid" BETWEEN CAST(${first} AS INTEGER) AND CAST(${last} AS INTEGER)`;
  return row ? (JSON.parse(row.keys) as number[]) : [];
}

/** The keys of the messages beside the index that have a term of each list. */
async function findPending(sql: ReadSql, lists: string[][]): Promise<number[]> {
  const rows = await sql.all<{ key: number; terms: string }>`SELECT "key", "terms" FROM "SearchPending"`;
  return rows.flatMap(({ key, terms }) => {
    const has = new Set(terms.split(" "));
    return lists.every((list) => list.some((term) => has.has(term))) ? [key] : [];
  });
}

/** Digits and small letters: no term is ever syntax, and a letter before them keeps the words AND and OR out. */
const toToken = (term: number): string => `t${term.toString(36)}`;
const toRoomToken = (room: number): string => `r${room.toString(36)}`;
const toText = ({ room }: IndexPlace, terms: readonly number[]): string =>
  [toRoomToken(room), ...terms.map(toToken)].join(" ");
