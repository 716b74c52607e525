import { loadDialect } from "../dialect.ts";
import { migrate } from "../migrate.ts";
import { type Copied, copyTables, digestTable, type Progress } from "./copy-tables.ts";
import { isMoved, planMove, ROWS_OF_MIGRATIONS } from "./plan-move.ts";
import { MoveRefusal } from "./refusal.ts";
import type { Side, Table, TableStore } from "./table-store.ts";

export type MoveOptions = {
  /** Moves although others are connected to a PostgreSQL, such as a pooler with idle connections. */
  ignoreConnections?: boolean;
  tell?: Progress;
};

/** `rows` counts by table. With `isRepeated`, the target had everything already. */
export type Moved = { rows: Map<string, number>; withoutNul: number; isRepeated: boolean };

/**
 * Copies everything from one database to another, of the same engine or of the other one, and compares the two row by
 * row before it commits. The target is changed by one transaction: a move that fails, or whose process is killed, leaves
 * it without data, and can be run again. Throws MoveRefusal when the move cannot begin.
 */
export async function moveDatabase(from: string, to: string, options: MoveOptions = {}): Promise<Moved> {
  if (from === to) throw new MoveRefusal("FROM and TO are the same database.");
  const source = await openStore(from, "FROM", options);
  if (!source) throw new MoveRefusal(`There is no database ${from}.`);
  try {
    await checkSource(source);
    if (await mayMigrate(to, options)) await migrate(to);
    const target = await openStore(to, "TO", options);
    if (!target) throw new Error("the migrated database is gone");
    try {
      return await moveTables(source, target, options.tell ?? (() => undefined));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function openStore(url: string, side: Side, { ignoreConnections = false }: MoveOptions) {
  return (await loadDialect(url)).openTables(url, side, ignoreConnections);
}

async function checkSource(source: TableStore): Promise<void> {
  const applied = await source.appliedMigrations();
  if (!applied) throw new MoveRefusal("FROM is not a database of Parley.");
  const known = source.knownMigrations();
  refuseNewer("FROM", known, applied);
  const missing = known.find((name) => !applied.includes(name));
  if (missing) throw new MoveRefusal(`FROM lacks the migration ${missing}: start this version of Parley with it once.`);
}

function refuseNewer(side: Side, known: readonly string[], applied: readonly string[]): void {
  const unknown = applied.find((name) => !known.includes(name));
  if (unknown)
    throw new MoveRefusal(`${side} was used by a newer version of Parley, which has the migration ${unknown}.`);
}

/** Whether the target may be migrated. A target that will be refused is left as it is. */
async function mayMigrate(to: string, options: MoveOptions): Promise<boolean> {
  const target = await openStore(to, "TO", options);
  if (!target) return true;
  try {
    const applied = await target.appliedMigrations();
    const tables = await target.listTables();
    if (!applied && tables.length > 0) throw new MoveRefusal("TO holds tables that are not Parley's.");
    const known = target.knownMigrations();
    refuseNewer("TO", known, applied ?? []);
    const isOlder = known.some((name) => !applied?.includes(name));
    if (isOlder && (await holdsData(target, tables))) throw holdsDataRefusal();
    return isOlder;
  } finally {
    await target.close();
  }
}

const holdsDataRefusal = () =>
  new MoveRefusal("TO holds data already: give an empty database, or a file that does not exist yet.");

async function holdsData(store: TableStore, tables: readonly Table[]): Promise<boolean> {
  for (const { name } of tables.filter(isMoved))
    if ((await store.countRows(name, ROWS_OF_MIGRATIONS[name])) > 0) return true;
  return false;
}

async function moveTables(source: TableStore, target: TableStore, tell: Progress): Promise<Moved> {
  const inTarget = await target.listTables();
  const tables = planMove(await source.listTables(), inTarget);
  if (await holdsData(target, inTarget)) {
    // The answer to an earlier commit may have been lost on the way.
    const rows = await countsIfSame(source, target, tables);
    if (!rows) throw holdsDataRefusal();
    return { rows, withoutNul: 0, isRepeated: true };
  }
  for (const name of Object.keys(ROWS_OF_MIGRATIONS)) await target.deleteRows(name);
  const copied = await copyTables(source, target, tables, tell);
  await compare(copied, target, tables);
  await target.commit();
  const rows = new Map([...copied.digests].map(([name, { count }]) => [name, count]));
  return { rows, withoutNul: copied.withoutNul, isRepeated: false };
}

/** Returns the numbers of rows by table when both databases have the same rows, and null otherwise. */
async function countsIfSame(source: TableStore, target: TableStore, tables: readonly Table[]) {
  for (const { name } of tables) if ((await source.countRows(name)) !== (await target.countRows(name))) return null;
  const rows = new Map<string, number>();
  for (const table of tables) {
    const digest = await digestTable(source, table);
    if (!digest.equals(await digestTable(target, table))) return null;
    rows.set(table.name, digest.count);
  }
  return rows;
}

async function compare({ digests }: Copied, target: TableStore, tables: readonly Table[]): Promise<void> {
  for (const table of tables) {
    const [read, written] = [digests.get(table.name), await digestTable(target, table)];
    if (!read?.equals(written))
      throw new Error(
        `The table ${table.name} has ${read?.count} rows in FROM, and TO took ${written.count} that differ.`,
      );
  }
}
