import type { IndexAnswer, IndexPlace, IndexQuery, IndexRange, IndexWriter } from "../search-index.ts";
import { SEQS_PER_ROOM, toKey, toPlace } from "../search-index.ts";
import { type ReadSql, type Sql, sqlJoin, sqlPart } from "../sql.ts";

/** The room of a message is a term of it, too, below zero: so words that are frequent elsewhere are not read there. */
const roomTerm = (room: number): number => -room;

const toArray = (terms: readonly number[]): string => `{${terms.join(",")}}`;
const toStored = (place: IndexPlace, terms: readonly number[]): string => toArray([...terms, roomTerm(place.room)]);

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
  async removeRange(room, from, below) {
    await sql.run`
      DELETE FROM "SearchIndex" WHERE "key" >= ${toKey({ room, seq: from })} AND "key" < ${toKey({ room, seq: below })}`;
  },
});

export async function findInIndex(sql: ReadSql, query: IndexQuery): Promise<IndexAnswer[]> {
  const open = query.ranges.filter(({ from, below }) => below > from);
  const found = new Map(query.ranges.map(({ room }) => [room, [] as number[]]));
  if (open.length > 0)
    for (const key of await findKeys(sql, query, open)) found.get(toPlace(key).room)?.push(toPlace(key).seq);
  return query.ranges.map(({ room, from }): IndexAnswer => {
    const seqs = found.get(room) ?? [];
    return { room, seqs, next: seqs.length < query.limit ? from : (seqs.at(-1) ?? from) };
  });
}

async function findKeys(sql: ReadSql, { all, any, limit }: IndexQuery, open: IndexRange[]): Promise<number[]> {
  const lows = open.map(({ room, from }) => toKey({ room, seq: from }));
  const highs = open.map(({ room, below }) => toKey({ room, seq: below }));
  const lists = [...any, open.map(({ room }) => roomTerm(room))].map(
    (list) => sqlPart`"terms" && ${toArray(list)}::int[]`,
  );
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
