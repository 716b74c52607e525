import type Database from "better-sqlite3";
import {
  compileSql,
  type Sql,
  type SqlInput,
  type SqlSingle,
  type SqlValue,
  type SqlWords,
  type StatementSql,
  shapeOf,
  singleValue,
} from "../sql.ts";
import { writeIndex } from "./search-index.ts";

/** The number of prepared statements kept by their text. Others are rare, and are prepared anew. */
const PREPARED_MAX = 200;

const WORDS: SqlWords = {
  placeholder: () => "?",
  list: (placeholder) => `(SELECT value FROM json_each(${placeholder}))`,
  listValue: (values) => JSON.stringify(values),
  // SQLite's LIKE ignores the case of ASCII letters.
  contains: (placeholder) => `LIKE ${placeholder} ESCAPE '\\'`,
  now: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
};

type Prepared = { statement: Database.Statement; toRow: (values: unknown[]) => Record<string, unknown> };

/**
 * Prepares each statement once on the connection that Prisma's adapter has opened, so that the statements are part of
 * its transaction.
 */
export function preparedSql(connection: Database.Database, onPending?: () => void): Sql {
  // A template's texts are one object per place in the program, so the statement is found by that object.
  const byTemplate = new WeakMap<TemplateStringsArray, Prepared & { shape: string }>();
  const byText = new Map<string, Prepared>();
  const prepare = (text: string): Prepared => {
    const known = byText.get(text);
    if (known) return known;
    if (byText.size >= PREPARED_MAX) byText.clear();
    const statement = connection.prepare(text).safeIntegers(false);
    const prepared = { statement, toRow: rowMaker(statement.reader ? statement.raw().columns() : []) };
    byText.set(text, prepared);
    return prepared;
  };
  const find = (texts: TemplateStringsArray, inputs: SqlInput[]): { prepared: Prepared; values: SqlValue[] } => {
    const shape = shapeOf(inputs);
    const known = byTemplate.get(texts);
    if (known && known.shape === shape)
      return { prepared: known, values: inputs.map((input) => singleValue(input as SqlSingle, WORDS)) };
    const { text, values } = compileSql(texts, inputs, WORDS);
    const prepared = prepare(text);
    if (shape !== null) byTemplate.set(texts, { ...prepared, shape });
    return { prepared, values };
  };
  const sql: StatementSql = {
    async all<Row>(texts: TemplateStringsArray, ...inputs: SqlInput[]) {
      const { prepared, values } = find(texts, inputs);
      return (prepared.statement.all(...values.map(toStored)) as unknown[][]).map(prepared.toRow) as Row[];
    },
    async run(texts, ...inputs) {
      const { prepared, values } = find(texts, inputs);
      return prepared.statement.run(...values.map(toStored)).changes;
    },
  };
  return Object.assign(sql, writeIndex(sql, onPending));
}

/** Converts values as Prisma's adapter does. */
function toStored(value: SqlValue): string | number | Uint8Array | null {
  if (typeof value === "boolean") return value ? 1 : 0;
  return value instanceof Date ? value.toISOString().replace("Z", "+00:00") : value;
}

/**
 * Makes objects of rows that the driver returns as lists. Its own objects are slow to make and to read, because each is a hash table:
 * a page of fifty messages takes a third longer with them.
 */
function rowMaker(columns: Database.ColumnDefinition[]): Prepared["toRow"] {
  const fields = columns.map(({ name, type }) => ({ name, convert: CONVERT[type ?? ""] }));
  return (values) => {
    const row: Record<string, unknown> = {};
    for (let at = 0; at < fields.length; at++) {
      const { name, convert } = fields[at] as (typeof fields)[number];
      row[name] = convert ? convert(values[at]) : values[at];
    }
    return row;
  };
}

const CONVERT: Record<string, ((stored: unknown) => unknown) | undefined> = {
  DATETIME: toDate,
  BOOLEAN: (stored) => (stored === null ? null : Boolean(stored)),
};

/** SQLite's CURRENT_TIMESTAMP is in UTC and has no zone. */
function toDate(stored: unknown): Date | null {
  if (typeof stored !== "string") return stored === null ? null : new Date(Number(stored));
  return new Date(stored[10] === " " ? `${stored.replace(" ", "T")}Z` : stored);
}
