import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { listMigrations } from "../list-migrations.ts";
import { MoveRefusal } from "../move/refusal.ts";
import {
  BATCH_ROWS,
  type Column,
  type ColumnKind,
  HISTORY,
  quoted,
  type Row,
  type Side,
  type Table,
  type TableStore,
} from "../move/table-store.ts";
import { databaseFile } from "./database-file.ts";
import { MIGRATIONS_FOLDER, toStoredDate } from "./migrate.ts";

/** What Prisma calls the types of columns in SQLite. */
const KINDS: Record<string, ColumnKind> = {
  TEXT: "text",
  INTEGER: "integer",
  BIGINT: "integer",
  REAL: "real",
  BOOLEAN: "boolean",
  DATETIME: "date",
  BLOB: "bytes",
};

/** SQLite's own value of a column; integers are read as bigint. */
type Value = string | bigint | number | Buffer | null;

/**
 * Opens a SQLite file for a move, and keeps all other connections out until it is closed. Resolves to null when there is
 * no such file. Throws MoveRefusal when there is another connection: a running Parley has two.
 */
export async function openTables(url: string, side: Side): Promise<TableStore | null> {
  const file = databaseFile(url);
  if (!existsSync(file)) return null;
  const database = new Database(file, { fileMustExist: true, timeout: 0 });
  try {
    // In this mode the first transaction fails where any other connection is open, and keeps others from opening one.
    database.pragma("locking_mode = EXCLUSIVE");
    database.pragma("synchronous = FULL");
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    throw new MoveRefusal(`${side} cannot be used alone (${(error as Error).message}): stop Parley first.`);
  }
  const inserts = new Map<string, Database.Statement>();
  return {
    async appliedMigrations() {
      if (!listNames(database).includes(HISTORY)) return null;
      const names = database.prepare(`SELECT "migration_name" FROM "${HISTORY}" WHERE "finished_at" IS NOT NULL`);
      return names.pluck().all() as string[];
    },
    knownMigrations: () => listMigrations(MIGRATIONS_FOLDER).map(({ name }) => name),
    async listTables() {
      return listNames(database)
        .filter((name) => name !== HISTORY)
        .map((name) => describeTable(database, name));
    },
    async countRows(table, exceptIds) {
      const others = exceptIds ? ` WHERE "id" NOT IN (${exceptIds.map(() => "?")})` : "";
      return database
        .prepare(`SELECT count(*) FROM "${table}"${others}`)
        .pluck()
        .get(...(exceptIds ?? [])) as number;
    },
    readRows: (table) => readRows(database, table),
    async insertRows(table, rows) {
      const statement = inserts.get(table.name) ?? prepareInsert(database, table);
      inserts.set(table.name, statement);
      for (const row of rows) statement.run(row.map((text, at) => toValue(table.columns[at] as Column, text)));
    },
    async deleteRows(table) {
      database.exec(`DELETE FROM "${table}"`);
    },
    async commit() {
      database.exec("COMMIT");
    },
    async close() {
      if (database.inTransaction) database.exec("ROLLBACK");
      database.close();
    },
  };
}

/** The names of the ordinary tables. Those that belong to a search index are of other types. */
function listNames(database: Database.Database): string[] {
  const names = database.prepare(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name`,
  );
  return names.pluck().all() as string[];
}

function describeTable(database: Database.Database, name: string): Table {
  // Generated columns have a value of `hidden` above 1.
  const columns = database.prepare("SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden < 2").all(name);
  const references = database.prepare('SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)').pluck().all(name);
  return {
    name,
    columns: (columns as { name: string; type: string }[]).map((column) => ({
      name: column.name,
      kind: KINDS[column.type.toUpperCase()] ?? `unknown: ${column.type}`,
    })),
    references: references as string[],
  };
}

async function* readRows(database: Database.Database, table: Table): AsyncIterable<Row[]> {
  const statement = database
    .prepare(`SELECT ${quoted(table)} FROM "${table.name}"`)
    .raw(true)
    .safeIntegers(true);
  let rows: Row[] = [];
  for (const values of statement.iterate() as IterableIterator<Value[]>) {
    rows.push(values.map((value, at) => toText(table, table.columns[at] as Column, value)));
    if (rows.length < BATCH_ROWS) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** SQLite stores a value of any type in any column, so what does not fit its column is found here. */
function toText(table: Table, { name, kind }: Column, value: Value): string | null {
  if (value === null) return null;
  if (kind === "text" && typeof value === "string") return value;
  if (kind === "integer" && typeof value === "bigint") return String(value);
  if (kind === "boolean" && typeof value === "bigint") return String(value !== 0n);
  if (kind === "real" && (typeof value === "number" || typeof value === "bigint")) return String(Number(value));
  if (kind === "bytes" && Buffer.isBuffer(value)) return value.toString("hex");
  if (kind === "date" && (typeof value === "string" || typeof value === "bigint")) return toIso(value);
  throw new Error(`The column ${name} of the table ${table.name} has a value of the type ${typeof value}.`);
}

/** Dates are ISO text, or without a zone where a migration wrote CURRENT_TIMESTAMP, or the milliseconds since 1970. */
function toIso(stored: string | bigint): string {
  if (typeof stored === "bigint") return new Date(Number(stored)).toISOString();
  return new Date(stored[10] === " " ? `${stored.replace(" ", "T")}Z` : stored).toISOString();
}

function prepareInsert(database: Database.Database, table: Table): Database.Statement {
  const places = table.columns.map(() => "?").join(", ");
  return database.prepare(`INSERT INTO "${table.name}" (${quoted(table)}) VALUES (${places})`);
}

function toValue({ kind }: Column, text: string | null): Value {
  if (text === null) return null;
  if (kind === "integer") return BigInt(text);
  if (kind === "boolean") return text === "true" ? 1n : 0n;
  if (kind === "real") return Number(text);
  if (kind === "bytes") return Buffer.from(text, "hex");
  return kind === "date" ? toStoredDate(new Date(text)) : text;
}
