import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { preparedSql } from "@/lib/db/sqlite/prepared-sql.ts";
import { purgeIndex } from "@/lib/db/sqlite/purge-index.ts";
import { templateDatabase } from "../../../support/template-database.ts";

test("the upkeep makes one part of several of a size, forgets what was deleted, and has nothing to do then", async () => {
  // A copy in memory of a database as the migrations leave it.
  const template = new Database(await templateDatabase(), { readonly: true });
  const database = new Database(template.serialize());
  template.close();
  const sql = preparedSql(database);
  const count = (query: string) => database.prepare(query).pluck().get();
  const parts = () => count(`SELECT COUNT(DISTINCT "segid") FROM "SearchIndex_idx"`);
  const found = () =>
    database.prepare(`SELECT "rowid" FROM "SearchIndex" WHERE "SearchIndex" MATCH 'ta'`).pluck().all();
  const upKeep = async () => {
    const before = Number(count("SELECT total_changes()"));
    await purgeIndex(sql, (step) => step({ sql }));
    return Number(count("SELECT total_changes()")) - before;
  };
  for (let key = 1; key <= 3; key++)
    database.prepare(`INSERT INTO "SearchIndex" ("rowid", "terms") VALUES (CAST(? AS INTEGER), 'ta tb')`).run(key);
  expect([parts(), found()]).toEqual([3, [1, 2, 3]]);
  expect(await upKeep()).toBeGreaterThan(1);
  expect([parts(), found()]).toEqual([1, [1, 2, 3]]);
  expect(await upKeep()).toBeLessThan(2);
  database.exec(`DELETE FROM "SearchIndex" WHERE "rowid" = 2`);
  const notes = () => count(`SELECT COUNT(*) FROM "SearchIndex_data" WHERE "id" >= 9007199254740992`);
  expect(notes()).toBe(1);
  await upKeep();
  expect([notes(), found()]).toEqual([0, [1, 3]]);
  database.close();
});
