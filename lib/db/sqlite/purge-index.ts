import type { ReadSql, Sql } from "../sql.ts";

/** FTS5 keeps the notes of what was deleted in rows from this id on: its segments' numbers, shifted beyond all others. */
const TOMBSTONES_FROM = 2 ** 53;
/** Pages of the index that one step rewrites, in a write of its own, so that sends are let in between. */
const STEP_PAGES = 60;
const STEPS_MAX = 20_000;
/** Sends have the database and the process for so many times as long as a step took. */
const PAUSE_FACTOR = 1;

/**
 * Rewrites the index without the terms of deleted messages, when there are some: FTS5 only notes a deletion, and forgets the terms
 * when it next merges that part of the index. Otherwise parts of one size are merged, as a migration has set (`usermerge`): a
 * search begins anew in each part, and for most words took one and a half times as long with nine of them as with three.
 */
export async function purgeIndex(
  sql: ReadSql,
  write: (step: (tx: { sql: Sql }) => Promise<number>) => Promise<number>,
): Promise<void> {
  const [tombstone] =
    await sql.all`SELECT 1 FROM "SearchIndex_data" WHERE "id" >= CAST(${TOMBSTONES_FROM} AS INTEGER) LIMIT 1`;
  // A negative number begins to merge everything into one; positive ones go on with it, until nothing is left to do.
  let pages = tombstone ? -STEP_PAGES : STEP_PAGES;
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const began = performance.now();
    if ((await write(({ sql }) => merge(sql, pages))) < 2) return;
    pages = STEP_PAGES;
    await new Promise((resolve) => setTimeout(resolve, (performance.now() - began) * PAUSE_FACTOR).unref());
  }
}

/** Resolves to how many rows of the index's own tables were changed: fewer than two when there was nothing to do. */
async function merge(sql: Sql, pages: number): Promise<number> {
  const count = async () => (await sql.all<{ count: number }>`SELECT total_changes() AS "count"`)[0]?.count ?? 0;
  const before = await count();
  await sql.run`INSERT INTO "SearchIndex" ("SearchIndex", "rank") VALUES ('merge', ${pages})`;
  return (await count()) - before;
}
