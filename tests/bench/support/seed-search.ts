import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import pg from "pg";
import { moveDatabase } from "@/lib/db/move/move-database.ts";
import * as onPostgresql from "@/lib/db/postgresql/search-index.ts";
import * as onSqlite from "@/lib/db/sqlite/search-index.ts";
import type { startPostgresql } from "@/scripts/steps/postgresql.mjs";
import { type SearchedRow, sealedSeq, searchedRows } from "./searched-rows.ts";
import { type Seeded, seed } from "./seed.ts";

export const ROOMS = 50;
/** The first person is in so many of the rooms, the others in all. */
export const OWN_ROOMS = 10;
const PEOPLE = 20;

/** `url` is the address of the database, as in DATABASE_URL. */
export type SeededSearch = Seeded & { url: string; textBytes: number; indexBytes: number };

/** Rooms with messages over a year, and their index as so many sends, the background and the upkeep would have left it. */
export async function seedSearch(messages: number): Promise<SeededSearch> {
  const seeded = await seedRooms(messages);
  const file = path.join(seeded.dataDir, "parley.db");
  const db = new Database(file);
  try {
    for (const pragma of ["journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"]) db.pragma(pragma);
    const todo = sealedSeq(Math.floor(messages / ROOMS));
    const addRoom = db.prepare(`INSERT INTO "SearchRoom" ("roomId", "todo") VALUES (?, ?)`);
    for (const roomId of seeded.roomIds) addRoom.run(roomId, todo);
    const addMessage = db.prepare(
      `INSERT INTO "Message" ("id", "roomId", "seq", "rev", "authorId", "body", "createdAt") VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    const addTerms = db.prepare(`INSERT INTO "SearchIndex" ("rowid", "terms") VALUES (CAST(? AS INTEGER), ?)`);
    let textBytes = 0;
    const addBatch = db.transaction((rows: SearchedRow[]) => {
      for (const { id, roomId, seq, authorId, body, createdAt, stored } of rows) {
        textBytes += Buffer.byteLength(body);
        addMessage.run(id, roomId, seq, seq, authorId, body, createdAt.toISOString().replace("Z", "+00:00"));
        if (stored) addTerms.run(stored.key, stored.terms);
      }
    });
    for (const rows of searchedRows(seeded, messages, onSqlite.writeIndex)) addBatch(rows);
    db.pragma("journal_mode = WAL");
    const url = `file:${file}`;
    await indexHistory(seeded.dataDir, url);
    const size = db
      .prepare(`SELECT SUM("pgsize") FROM dbstat WHERE "name" LIKE 'SearchIndex%' OR "name" LIKE '%SearchBlock%'`)
      .pluck();
    return { ...seeded, url, textBytes, indexBytes: Number(size.get()) };
  } finally {
    db.close();
  }
}

/** What the background has done since the messages were sent, in a process of its own, because the doors are open once a process. */
async function indexHistory(dataDir: string, url: string): Promise<void> {
  const script = path.join(import.meta.dirname, "index-history.ts");
  await promisify(execFile)(process.execPath, ["--import", "tsx", "--conditions=react-server", script], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: url },
  });
}

/** The same in a database of its own on this PostgreSQL. */
export async function seedSearchOn(
  { createDatabase }: Pick<Awaited<ReturnType<typeof startPostgresql>>, "createDatabase">,
  messages: number,
): Promise<SeededSearch> {
  const seeded = await seedRooms(messages);
  const url = await createDatabase("search");
  await moveDatabase(`file:${path.join(seeded.dataDir, "parley.db")}`, url, { tell: () => undefined });
  const client = new pg.Client({ connectionString: url, options: "-c TimeZone=UTC -c synchronous_commit=off" });
  await client.connect();
  try {
    for (const roomId of seeded.roomIds)
      await client.query(`INSERT INTO "SearchRoom" ("roomId", "todo") VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
        roomId,
        sealedSeq(Math.floor(messages / ROOMS)),
      ]);
    let textBytes = 0;
    for (const rows of searchedRows(seeded, messages, onPostgresql.writeIndex)) {
      textBytes += rows.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
      const column = (name: keyof SearchedRow) => rows.map((row) => row[name]);
      await client.query(
        `INSERT INTO "Message" ("id", "roomId", "seq", "rev", "authorId", "body", "createdAt")
         SELECT i, r, s, s, a, b, c FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::timestamp[]) AS m(i, r, s, a, b, c)`,
        ["id", "roomId", "seq", "authorId", "body", "createdAt"].map((name) => column(name as keyof SearchedRow)),
      );
      const stored = rows.flatMap((row) => (row.stored ? [row.stored] : []));
      await client.query(
        `INSERT INTO "SearchIndex" ("key", "terms") SELECT k, t::int[] FROM unnest($1::bigint[], $2::text[]) AS m(k, t)`,
        [stored.map(({ key }) => key), stored.map(({ terms }) => terms)],
      );
    }
    await indexHistory(seeded.dataDir, url);
    // As the server itself does after so much was written.
    await client.query(`VACUUM ANALYZE`);
    const { rows } = await client.query(
      `SELECT pg_total_relation_size('"SearchIndex"') + pg_total_relation_size('"SearchBlock"') AS "size"`,
    );
    return { ...seeded, url, textBytes, indexBytes: Number(rows[0]?.size) };
  } finally {
    await client.end();
  }
}

/** The people and the rooms, with the numbers that the rooms have after so many messages. */
async function seedRooms(messages: number): Promise<Seeded> {
  const seeded = await seed(PEOPLE, { count: ROOMS, people: PEOPLE, messages: 0 });
  const db = new Database(path.join(seeded.dataDir, "parley.db"));
  const leave = db.prepare(`DELETE FROM "Membership" WHERE "roomId" = ? AND "userId" = ?`);
  for (const roomId of seeded.roomIds.slice(OWN_ROOMS)) leave.run(roomId, seeded.users[0]?.id);
  db.exec(`DELETE FROM "Message"`);
  const seq = Math.floor(messages / ROOMS);
  db.prepare(`UPDATE "Room" SET "seq" = ?, "rev" = ? WHERE "id" LIKE 'benchroom%'`).run(seq, seq);
  db.close();
  return seeded;
}
