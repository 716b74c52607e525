// npm run move-database, in both directions, with rows of every table (docs/reliability.md M7).
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { migrate } from "@/lib/db/migrate.ts";
import { moveDatabase } from "@/lib/db/move/move-database.ts";
import { copyOf } from "../support/copy-database.ts";
import { ODD_TEXTS } from "../support/every-row.ts";
import { copyOfFile, fileOf, newFile, newFilled, newPostgresql, rowsOf, runMove, runSql } from "./move-support.ts";

/** A file with a row in each table, and a PostgreSQL to which it was moved. */
let sqlite: string, postgresql: string;

beforeAll(async () => {
  sqlite = await newFilled();
  postgresql = await newPostgresql();
  await moveDatabase(sqlite, postgresql);
});

const refusal = (...asked: Parameters<typeof moveDatabase>) =>
  moveDatabase(...asked).then(
    () => "moved",
    (error) => `${error.name}: ${error.message}`,
  );
/** The columns of a table in which no row has a value, or the table itself when it has no row. */
function alwaysEmpty([table, rows]: [string, string[]]): string[] {
  const parsed = rows.map((row) => JSON.parse(row) as Record<string, unknown>);
  if (!parsed[0]) return [table];
  return Object.keys(parsed[0]).flatMap((column) =>
    parsed.every((row) => row[column] === null) ? [`${table}.${column}`] : [],
  );
}

const ADD_ROOM = `INSERT INTO "Room" ("id", "kind", "name") VALUES ('late', 'PRIVATE', 'Late')`;

const VOTES_OF_SQLITE = `CREATE TABLE "Vote" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "big" BIGINT, "part" REAL, "bytes" BLOB)`;
const VOTES_OF_POSTGRESQL = `CREATE TABLE "Vote" ("id" SERIAL PRIMARY KEY, "big" BIGINT, "part" DOUBLE PRECISION, "bytes" BYTEA)`;

describe("a move", () => {
  test("to PostgreSQL and back leaves every row of every table as it was", async () => {
    const before = await rowsOf(sqlite);
    expect(Object.entries(before).flatMap(alwaysEmpty), "write them in tests/support/every-row.ts").toEqual([]);
    expect(await rowsOf(postgresql)).toEqual(before);
    const back = newFile();
    const { rows, isRepeated } = await moveDatabase(postgresql, back);
    expect(await rowsOf(back)).toEqual(before);
    expect(isRepeated).toBe(false);
    const counts = Object.entries(before).map(([name, all]) => [name, all.length]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(counts));
  });

  test("that is repeated finds all in place, and is refused once the two differ", async () => {
    expect(await moveDatabase(sqlite, postgresql)).toMatchObject({ isRepeated: true, withoutNul: 0 });
    const edited = await copyOfFile(sqlite);
    await runSql(edited, `UPDATE "Message" SET "body" = 'x' WHERE "id" = 'text-1'`);
    expect(await refusal(edited, postgresql)).toMatch(/^MoveRefusal: TO holds data already/);
  });

  test("takes types that no table has today, and numbers go on after the highest", async () => {
    const [from, to, back] = [await copyOfFile(sqlite), await newPostgresql(), newFile()];
    await runSql(from, VOTES_OF_SQLITE);
    await runSql(to, VOTES_OF_POSTGRESQL);
    await runSql(from, `INSERT INTO "Vote" VALUES (41, -9007199254740993, 0.1, x'00ff5c27'), (42, NULL, 1e300, x'')`);
    await moveDatabase(from, to);
    const votes = `SELECT "id", "big"::text, "part", encode("bytes", 'hex') AS "bytes" FROM "Vote" ORDER BY "id"`;
    expect(await runSql(to, votes)).toEqual([
      { id: 41, big: "-9007199254740993", part: 0.1, bytes: "00ff5c27" },
      { id: 42, big: null, part: 1e300, bytes: "" },
    ]);
    expect(await runSql(to, `INSERT INTO "Vote" ("big") VALUES (1) RETURNING "id"`)).toEqual([{ id: 43 }]);
    await runSql(to, `DELETE FROM "Vote" WHERE "id" = 43`);
    await migrate(back);
    await runSql(back, VOTES_OF_SQLITE);
    await moveDatabase(to, back);
    const again = `SELECT "id", CAST("big" AS TEXT) AS "big", "part", hex("bytes") AS "bytes" FROM "Vote" ORDER BY "id"`;
    expect(await runSql(back, again)).toEqual(await runSql(from, again));
  });

  test("replaces the character NUL, which PostgreSQL cannot store, and says in how many texts", async () => {
    const [from, to] = [await copyOfFile(sqlite), await newPostgresql()];
    await runSql(
      from,
      `UPDATE "Message" SET "body" = 'a' || char(0) || 'b' || char(0) WHERE "id" IN ('text-1', 'text-2')`,
    );
    expect(await moveDatabase(from, to)).toMatchObject({ withoutNul: 2 });
    expect(await runSql(to, `SELECT DISTINCT "body" FROM "Message" WHERE "id" IN ('text-1', 'text-2')`)).toEqual([
      { body: "a\ufffdb\ufffd" },
    ]);
    expect(await moveDatabase(from, to)).toMatchObject({ isRepeated: true });
  });

  test("after which a row is another than before is undone", async () => {
    const to = await newPostgresql();
    await runSql(
      to,
      `CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW."body" := upper(NEW."body"); RETURN NEW; END $$`,
    );
    await runSql(to, `CREATE TRIGGER shout BEFORE INSERT ON "Message" FOR EACH ROW EXECUTE FUNCTION shout()`);
    expect(await refusal(sqlite, to)).toMatch(/^Error: The table Message has 14 rows in FROM/);
    expect(await runSql(to, `SELECT count(*)::int AS n FROM "User"`)).toEqual([{ n: 0 }]);
    await runSql(to, `DROP TRIGGER shout ON "Message"`);
    expect(await refusal(sqlite, to)).toBe("moved");
    expect((await rowsOf(to)).Message).toHaveLength(ODD_TEXTS.length + 3);
  });
});

describe("a move is refused", () => {
  test("where the target holds data that is not the source's, of which nothing is touched", async () => {
    const [from, file] = [await copyOfFile(sqlite), await copyOfFile(sqlite)];
    await runSql(from, ADD_ROOM);
    for (const to of [postgresql, file]) {
      const before = await rowsOf(to);
      expect(await refusal(from, to)).toMatch(/^MoveRefusal: TO holds data already/);
      expect(await rowsOf(to)).toEqual(before);
    }
  });

  test("where the target has tables of others, or an older Parley's data, and migrates neither", async () => {
    const foreign = newFile();
    await runSql(foreign, `CREATE TABLE "Recipe" ("id" TEXT)`);
    expect(await refusal(sqlite, foreign)).toMatch(/^MoveRefusal: TO holds tables that are not Parley's/);
    const older = await copyOf(postgresql);
    await runSql(older, `DELETE FROM "_prisma_migrations"`);
    expect(await refusal(sqlite, older)).toMatch(/^MoveRefusal: TO holds data already/);
    expect(await runSql(older, `SELECT * FROM "_prisma_migrations"`)).toEqual([]);
  });

  test("where either database was used by a newer Parley", async () => {
    const note = (id: string) =>
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name") VALUES ('${id}', '', '2099-01-01', '20990101_later')`;
    const [from, to] = [await copyOfFile(sqlite), await newPostgresql()];
    await runSql(from, note("a"));
    await runSql(to, note("b"));
    expect(await refusal(from, newFile())).toMatch(/^MoveRefusal: FROM was used by a newer version .*20990101_later/);
    expect(await refusal(sqlite, to)).toMatch(/^MoveRefusal: TO was used by a newer version .*20990101_later/);
  });

  test("where the source lacks a migration, is no database of Parley, or is not there", async () => {
    const older = await copyOfFile(sqlite);
    await runSql(
      older,
      `DELETE FROM "_prisma_migrations" WHERE "migration_name" = (SELECT max("migration_name") FROM "_prisma_migrations")`,
    );
    expect(await refusal(older, newFile())).toMatch(/^MoveRefusal: FROM lacks the migration \d+_\w+: start/);
    const foreign = newFile();
    await runSql(foreign, `CREATE TABLE "Recipe" ("id" TEXT)`);
    expect(await refusal(foreign, newFile())).toBe("MoveRefusal: FROM is not a database of Parley.");
    const [nowhere, to] = [newFile(), newFile()];
    expect(await refusal(nowhere, to)).toMatch(/^MoveRefusal: There is no database/);
    expect([nowhere, to].map(fileOf).filter(existsSync)).toEqual([]);
    expect(await refusal(sqlite, sqlite)).toBe("MoveRefusal: FROM and TO are the same database.");
  });

  test("where a SQLite file is open elsewhere", async () => {
    const from = await copyOfFile(sqlite);
    const parley = new Database(fileOf(from));
    parley.pragma("journal_mode = WAL");
    parley.prepare("SELECT 1 FROM User").all();
    expect(await refusal(from, newFile())).toMatch(/^MoveRefusal: FROM cannot be used alone .*: stop Parley first\.$/);
    parley.close();
    expect(await refusal(from, newFile())).toBe("moved");
  });

  test("where somebody is connected to a PostgreSQL, unless they are said not to matter", async () => {
    const from = await copyOf(postgresql);
    const other = new pg.Client({ connectionString: from });
    await other.connect();
    expect(await refusal(from, newFile())).toMatch(/^MoveRefusal: FROM is in use by 1 other/);
    await other.query("BEGIN");
    await other.query(`UPDATE "Room" SET "topic" = 'half'`);
    expect(await refusal(from, newFile(), { ignoreConnections: true })).toMatch(/^MoveRefusal: FROM is in use/);
    await other.query("ROLLBACK");
    expect(await refusal(from, newFile(), { ignoreConnections: true })).toBe("moved");
    await other.end();
  });
});

describe("npm run move-database", () => {
  const MANY = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)
    INSERT INTO "Message" ("id", "roomId", "seq", "rev", "authorId", "clientId", "body")
    SELECT 'm' || i, 'private', i, i, 'ada', 'c' || i, 'message ' || i FROM n`;

  test("that is killed in the middle leaves nothing, in either direction, and succeeds when it is run again", async () => {
    const [from, to, back] = [await copyOfFile(sqlite), await newPostgresql(), newFile()];
    await runSql(from, MANY);
    for (const [source, target] of [
      [from, to],
      [to, back],
    ] as const) {
      const killed = await runMove([source, target], "Message: 20000 rows so far");
      expect(killed.signal).toBe("SIGKILL");
      expect(killed.said).not.toContain("Message: 25014 rows");
      expect(await runSql(target, `SELECT "id" FROM "User" UNION ALL SELECT "id" FROM "Room"`)).toEqual([
        { id: "general" },
      ]);
      const again = await runMove([source, target]);
      expect(again.said).toMatch(/Everything is in TO: 250\d\d rows in 25 tables, compared and the same in both\./);
      expect(again.code).toBe(0);
    }
    expect(await runSql(back, `SELECT count(*) AS n, sum("seq") AS sum FROM "Message"`)).toEqual(
      await runSql(from, `SELECT count(*) AS n, sum("seq") AS sum FROM "Message"`),
    );
  }, 480_000);

  test("refuses in words, with an exit code of its own, and never says a password", async () => {
    const wrong = await runMove(["data/parley.db", postgresql]);
    expect(wrong).toMatchObject({ code: 2, said: expect.stringMatching(/^npm run move-database FROM TO\n/) });
    const from = await copyOfFile(sqlite);
    await runSql(from, ADD_ROOM);
    const { code, said } = await runMove([from, postgresql]);
    expect(code).toBe(2);
    expect(said).toMatch(/^Moving file:.* to postgresql:\/\/…@127\.0\.0\.1.*\.\nTO holds data already/);
    expect(said).not.toContain(new URL(postgresql).password);
    const nowhere = await runMove([sqlite, "postgresql://parley:very-secret@127.0.0.1:1/parley"]);
    expect(nowhere).toMatchObject({ code: 2, said: expect.stringMatching(/cannot be used \(.*ECONNREFUSED/) });
    expect(nowhere.said).not.toContain("very-secret");
  });
});
