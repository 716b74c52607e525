import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { diffToSchema } from "@/lib/db/diff-to-schema.ts";
import { listMigrations } from "@/lib/db/list-migrations.ts";
import { migrate } from "@/lib/db/sqlite/migrate.ts";

// docs/reliability.md S8.
const scratch = () => mkdtempSync(path.join(tmpdir(), "parley-unit-"));

/** A migrations folder with ours and one more. */
function withNext(name: string, script: string): string {
  const folder = scratch();
  cpSync("prisma/migrations/sqlite", folder, { recursive: true });
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, "migration.sql"), script);
  return folder;
}

function dump(url: string): unknown {
  const database = new Database(url.slice("file:".length), { readonly: true });
  const tables = database.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").all() as { name: string }[];
  const rows = ["Room", "_prisma_migrations"].map((name) => database.prepare(`SELECT * FROM "${name}"`).all());
  database.close();
  return { tables, rows };
}

test("every migration runs once, in order, and leads to the schema, as Prisma itself sees it", async () => {
  const url = `file:${path.join(scratch(), "new.db")}`;
  expect(migrate(url)).toEqual(listMigrations("prisma/migrations/sqlite").map(({ name }) => name));
  expect(migrate(url)).toEqual([]);
  expect(await diffToSchema(url)).toBe("");
});

test("a migration that fails half-way leaves the database as it was, for the version before it", () => {
  const url = `file:${path.join(scratch(), "kept.db")}`;
  migrate(url);
  const before = dump(url);
  const broken = withNext("29990101000000_broken", 'DROP TABLE "Message"; DELETE FROM "Room"; SELECT * FROM nothing;');
  expect(() => migrate(url, broken)).toThrow("nothing");
  expect(dump(url)).toEqual(before);
  expect(migrate(url)).toEqual([]);
});

test("a migration that would leave rows pointing to nothing is refused, and one that remakes a table keeps what points to it", () => {
  const url = `file:${path.join(scratch(), "keys.db")}`;
  migrate(url);
  const database = new Database(url.slice("file:".length));
  database.exec(`INSERT INTO User (id, username, usernameKey, displayName, passwordHash) VALUES ('u', 'u', 'u', 'u', '');
    INSERT INTO Message (id, roomId, seq, rev, authorId, body) VALUES ('m', 'general', 1, 1, 'u', 'Hello')`);
  database.close();
  const before = dump(url);
  expect(() => migrate(url, withNext("29990101000000_orphans", 'DELETE FROM "Room";'))).toThrow("point to nothing");
  expect(dump(url)).toEqual(before);
  const remake = `PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
    CREATE TABLE "new_Room" AS SELECT *, 1 AS "more" FROM "Room"; DROP TABLE "Room";
    CREATE TABLE "Room" ("id" TEXT PRIMARY KEY, "more" INTEGER); INSERT INTO "Room" SELECT "id", "more" FROM "new_Room";
    DROP TABLE "new_Room"; PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`;
  expect(migrate(url, withNext("29990101000000_remake", remake))).toEqual(["29990101000000_remake"]);
  const after = new Database(url.slice("file:".length), { readonly: true });
  expect(after.prepare("SELECT COUNT(*) FROM Message").pluck().get()).toBe(1);
  after.close();
});
