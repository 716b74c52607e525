import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { copyOf } from "./copy-database.ts";

/** A connection to the database of a test server, beside the server's own, for SQL that both engines understand. */
export type TestDatabase = {
  /** The rows of a query whose values are written as `?`. Names of tables and columns stand in double quotes. */
  all<Row = Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<Row[]>;
  /** The number of rows that a statement changed. */
  run(sql: string, ...values: unknown[]): Promise<number>;
  /** The names of all tables. */
  tables(): Promise<string[]>;
  /** Begins a transaction that sees what was there at its first query, as a backup does. */
  beginReading(): Promise<void>;
  /** Begins a transaction beside which anybody may read and nobody may write. */
  lockWrites(): Promise<void>;
  /** What is wrong with the stored data: nothing, one hopes. */
  faults(): Promise<unknown[]>;
  close(): Promise<void>;
};

/** The address of a migrated database without rows. The suites on PostgreSQL set it: tests/postgresql/server-setup.ts. */
const template = () => process.env.TEST_POSTGRESQL_TEMPLATE;
/** SQLite takes 32,766 values in a statement, PostgreSQL twice as many. */
const ROWS_PER_STATEMENT = 1_000;
const urls = new Map<string, string>();

/** Whether the servers of this suite keep their data in PostgreSQL. */
export const onPostgresql = (): boolean => Boolean(template());

/** Makes a migrated database on PostgreSQL for the servers with this data folder. */
export async function copyTemplateFor(dataDir: string): Promise<void> {
  const from = template();
  if (from) urls.set(dataDir, await copyOf(from));
}

/**
 * The settings that lead to the database of a data folder. A folder without one, which on SQLite is a folder without a
 * file, gets an empty one on PostgreSQL.
 */
export async function databaseSettings(dataDir: string): Promise<Record<string, string>> {
  if (!onPostgresql()) return {};
  const url = urls.get(dataDir) ?? (await copyOf(template() ?? "", "template0"));
  urls.set(dataDir, url);
  return { DATABASE_URL: url };
}

/** Opens the database of the servers with this data folder. */
export async function openDatabase({ dataDir }: { dataDir: string }): Promise<TestDatabase> {
  if (!onPostgresql()) return openSqlite(path.join(dataDir, "parley.db"));
  return openPostgresql(urls.get(dataDir) ?? "");
}

/** Everything that is stored, to look for what must not be: SQLite's files as they are, PostgreSQL's rows as text. */
export async function storedBytes({ dataDir }: { dataDir: string }): Promise<Buffer> {
  if (!onPostgresql()) {
    const files = readdirSync(dataDir).filter((name) => name.startsWith("parley.db"));
    return Buffer.concat(files.map((name) => readFileSync(path.join(dataDir, name))));
  }
  const database = await openDatabase({ dataDir });
  const rows = [];
  for (const name of await database.tables())
    rows.push(...(await database.all(`SELECT CAST(t AS text) FROM "${name}" AS t`)));
  await database.close();
  return Buffer.from(JSON.stringify(rows));
}

/** Writes rows in one transaction, many in each statement. All of them have the same columns. */
export async function insertRows(
  database: TestDatabase,
  table: string,
  rows: Record<string, unknown>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const names = columns.map((name) => `"${name}"`).join(", ");
  const places = `(${columns.map(() => "?").join(", ")})`;
  await database.run("BEGIN");
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const some = rows.slice(from, from + ROWS_PER_STATEMENT);
    const values = some.flatMap((row) => columns.map((name) => row[name]));
    await database.run(`INSERT INTO "${table}" (${names}) VALUES ${some.map(() => places).join(", ")}`, ...values);
  }
  await database.run("COMMIT");
}

function openSqlite(file: string): TestDatabase {
  const database = new Database(file, { fileMustExist: true });
  return {
    all: async <Row>(sql: string, ...values: unknown[]) => database.prepare(sql).all(...values) as Row[],
    run: async (sql, ...values) => database.prepare(sql).run(...values).changes,
    tables: async () =>
      database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all() as string[],
    beginReading: async () => void database.exec("BEGIN"),
    lockWrites: async () => void database.exec("BEGIN IMMEDIATE"),
    faults: async () => [
      ...(database.pragma("integrity_check") as { integrity_check: string }[]).filter(
        (row) => row.integrity_check !== "ok",
      ),
      ...(database.pragma("foreign_key_check") as unknown[]),
    ],
    close: async () => void database.close(),
  };
}

async function openPostgresql(connectionString: string): Promise<TestDatabase> {
  const client = new pg.Client({ connectionString, types: { getTypeParser }, options: "-c TimeZone=UTC" });
  await client.connect();
  const query = (sql: string, values: unknown[]) => {
    let n = 0;
    return client.query(
      sql.replaceAll("?", () => `$${++n}`),
      values,
    );
  };
  const tables = async () => {
    const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
    return rows.map((row) => row.tablename as string);
  };
  return {
    tables,
    all: async <Row>(sql: string, ...values: unknown[]) => (await query(sql, values)).rows as Row[],
    run: async (sql, ...values) => (await query(sql, values)).rowCount ?? 0,
    beginReading: async () => void (await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ")),
    async lockWrites() {
      const names = (await tables()).map((name) => `"${name}"`);
      await client.query("BEGIN");
      await client.query(`LOCK TABLE ${names.join(", ")} IN EXCLUSIVE MODE`);
    },
    // Constraints that hold are all that PostgreSQL is asked for: it checks the rows when it reads them.
    async faults() {
      const { rows } = await client.query("SELECT conname FROM pg_constraint WHERE NOT convalidated");
      for (const name of await tables()) await client.query(`SELECT COUNT(*) FROM "${name}" AS t WHERE t IS NULL`);
      return rows;
    },
    close: () => client.end(),
  };
}

/** Counts are numbers, as with SQLite, and times are read in UTC, as Prisma writes them. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") => {
  if (oid === pg.types.builtins.INT8) return Number;
  if (oid === pg.types.builtins.TIMESTAMP) return (text: string) => new Date(`${text.replace(" ", "T")}Z`);
  return pg.types.getTypeParser(oid, format as "text");
};
