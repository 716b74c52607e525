import type { IndexAnswer, IndexPlace, IndexQuery, IndexRange, IndexWriter } from "../search-index.ts";
import { SEQS_PER_ROOM, toKey, toPlace } from "../search-index.ts";
import { type ReadSql, type Sql, sqlJoin, sqlPart } from "../sql.ts";

/**
 * A GIN index knows no order, so it could not stop at the newest messages of a frequent term. Each message therefore has terms
 * for the stretches of its room in which it is, as powers of two: 1,024 messages, 16,384 and 262,144. A search looks into the
 * newest short stretch first, then into the long ones.
 */
const STRETCHES = [10, 14, 18] as const;

/** Numbers of stretches are negative: those of terms are not. */
function stretchTerm({ room, seq }: IndexPlace, level: number): number {
  const bits = STRETCHES[level] ?? 18;
  let hash =
    Math.imul(room, 0x9e3779b1) ^
    Math.imul(Math.floor(seq / 2 ** bits) + 1, 0x85ebca6b) ^
    Math.imul(level + 1, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return -1 - ((hash ^ (hash >>> 15)) >>> 1);
}

const toArray = (terms: readonly number[]): string => `{${terms.join(",")}}`;
const toStored = (place: IndexPlace, terms: readonly number[]): string =>
  toArray([...terms, ...STRETCHES.map((_, level) => stretchTerm(place, level))]);

export const writeIndex = (sql: Pick<Sql, "run">): IndexWriter => ({
  async addTerms(place, terms) {
    await sql.run`
      INSERT INTO "SearchIndex" ("key", "terms") VALUES (${toKey(place)}, ${toStored(place, terms)}::int[])
      ON CONFLICT ("key") DO UPDATE SET "terms" = EXCLUDED."terms"`;
  },
  async replaceTerms(place, terms) {
    if (terms) await this.addTerms(place, terms);
    else await sql.run`DELETE FROM "SearchIndex" WHERE "key" = ${toKey(place)}`;
  },
  removeRoom: (room, max) => sql.run`
    DELETE FROM "SearchIndex" WHERE "key" IN (
      SELECT "key" FROM "SearchIndex" WHERE "key" >= ${toKey({ room, seq: 0 })} AND "key" < ${toKey({ room: room + 1, seq: 0 })}
      LIMIT ${max})`,
});

export async function findInIndex(sql: ReadSql, query: IndexQuery): Promise<IndexAnswer[]> {
  const open = query.ranges.filter(({ from, below }) => below > from).map(toStretch);
  const found = new Map(query.ranges.map(({ room }) => [room, [] as number[]]));
  if (open.length > 0)
    for (const key of await findKeys(sql, query, open)) found.get(toPlace(key).room)?.push(toPlace(key).seq);
  return query.ranges.map(({ room, from }): IndexAnswer => {
    const seqs = found.get(room) ?? [];
    const low = open.find((range) => range.room === room)?.from ?? from;
    return { room, seqs, next: seqs.length < query.limit ? low : (seqs.at(-1) ?? low) };
  });
}

type Stretch = Omit<IndexRange, "round"> & { term: number };

/** The stretch at the end of the range. */
function toStretch({ room, from, below, round }: IndexRange): Stretch {
  const level = Math.min(round, STRETCHES.length - 1);
  const length = 2 ** (STRETCHES[level] ?? 0);
  const begin = Math.floor((below - 1) / length) * length;
  return { room, below, from: Math.max(from, begin), term: stretchTerm({ room, seq: below - 1 }, level) };
}

async function findKeys(sql: ReadSql, { all, any, limit }: IndexQuery, open: Stretch[]): Promise<number[]> {
  const lows = open.map(({ room, from }) => toKey({ room, seq: from }));
  const highs = open.map(({ room, below }) => toKey({ room, seq: below }));
  const lists = [...any, open.map(({ term }) => term)].map((list) => sqlPart`"terms" && ${toArray(list)}::int[]`);
  const rows = await sql.all<{ key: number }>`
    WITH "hit" AS MATERIALIZED (
      SELECT "key" FROM "SearchIndex"
      WHERE "terms" @> ${toArray(all)}::int[] AND ${sqlJoin(lists, " AND ")}
    ), "range" AS (
      SELECT * FROM unnest(${toArray(lows)}::bigint[], ${toArray(highs)}::bigint[]) AS r("low", "high")
    ), "ranked" AS (
      SELECT h."key", row_number() OVER (PARTITION BY r."low" ORDER BY h."key" DESC) AS "place"
      FROM "hit" h JOIN "range" r ON h."key" / ${SEQS_PER_ROOM}::bigint = r."low" / ${SEQS_PER_ROOM}::bigint
        AND h."key" >= r."low" AND h."key" < r."high"
    )
    SELECT "key" FROM "ranked" WHERE "place" <= ${limit} ORDER BY "key" DESC`;
  return rows.map(({ key }) => key);
}
