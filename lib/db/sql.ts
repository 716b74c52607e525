import type Database from "better-sqlite3";

type Value = string | number | boolean | null | Date;

/**
 * SQL for the few statements that nearly every request runs: through Prisma each costs many times what SQLite needs for
 * it (decision 016). Dates and booleans come and go as they do in Prisma.
 */
export type Sql = {
  all<Row>(text: string, ...values: Value[]): Promise<Row[]>;
  /** Resolves to how many rows were changed. */
  run(text: string, ...values: Value[]): Promise<number>;
};

/** A text that is not among so many is rare, and prepared anew. */
const PREPARED_MAX = 200;

type Prepared = { statement: Database.Statement; convert: (row: Record<string, unknown>) => void };

/** Prepares each statement once on the connection that Prisma's adapter has opened: what it does is part of the transaction there. */
export function preparedSql(connection: Database.Database): Sql {
  const prepared = new Map<string, Prepared>();
  const find = (text: string): Prepared => {
    const known = prepared.get(text);
    if (known) return known;
    if (prepared.size >= PREPARED_MAX) prepared.clear();
    const statement = connection.prepare(text).safeIntegers(false);
    const found = { statement, convert: statement.reader ? converter(statement.columns()) : () => undefined };
    prepared.set(text, found);
    return found;
  };
  return {
    async all<Row>(text: string, ...values: Value[]) {
      const { statement, convert } = find(text);
      const rows = statement.all(...values.map(toStored)) as Record<string, unknown>[];
      for (const row of rows) convert(row);
      return rows as Row[];
    },
    async run(text, ...values) {
      return find(text).statement.run(...values.map(toStored)).changes;
    },
  };
}

/** As Prisma's adapter writes them. */
function toStored(value: Value): string | number | null {
  if (typeof value === "boolean") return value ? 1 : 0;
  return value instanceof Date ? value.toISOString().replace("Z", "+00:00") : value;
}

function converter(columns: Database.ColumnDefinition[]): Prepared["convert"] {
  const dates = columns.filter((one) => one.type === "DATETIME").map((one) => one.name);
  const flags = columns.filter((one) => one.type === "BOOLEAN").map((one) => one.name);
  return (row) => {
    for (const name of dates) row[name] = toDate(row[name]);
    for (const name of flags) row[name] = row[name] === null ? null : Boolean(row[name]);
  };
}

/** SQLite's own CURRENT_TIMESTAMP is in UTC and does not say so. */
function toDate(stored: unknown): Date | null {
  if (typeof stored !== "string") return stored === null ? null : new Date(Number(stored));
  return new Date(stored[10] === " " ? `${stored.replace(" ", "T")}Z` : stored);
}
