import pg from "pg";
import {
  compileSql,
  type ReadSql,
  type Sql,
  type SqlInput,
  type SqlValue,
  type SqlWords,
  type StatementSql,
} from "../sql.ts";
import { writeIndex } from "./search-index.ts";
import type { StatementNames } from "./statement-names.ts";
import { withoutNul } from "./text-client.ts";

const WORDS: SqlWords = {
  placeholder: (position) => `$${position}`,
  list: (placeholder) => `(SELECT jsonb_array_elements_text(${placeholder}::jsonb))`,
  listValue: (values) => JSON.stringify(withoutNul(values)),
  // PostgreSQL's LIKE distinguishes capitals from small letters, and SQLite's does not.
  contains: (placeholder) => `ILIKE ${placeholder} ESCAPE '\\'`,
  now: "(extract(epoch FROM statement_timestamp()) * 1000)::bigint",
};

const TIMESTAMP_TYPE = 1114;
const INT8_TYPE = 20;
const { builtins, getTypeParser } = pg.types;

/**
 * A TIMESTAMP column has no time zone, and Parley stores UTC in it. COUNT returns an int8, which the driver would return
 * as text; every count is far below 2^53.
 */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string) {
    if (oid === TIMESTAMP_TYPE) return (text: string) => new Date(`${text.replace(" ", "T")}Z`);
    if (oid === INT8_TYPE) return Number;
    return getTypeParser(oid as typeof builtins.INT4, format as "text");
  },
};

type Connection = Pick<pg.Pool, "query">;

/**
 * Makes the SQL functions for one connection, or for a pool, which runs each statement on any free connection. Without `names`
 * statements have none, because PostgreSQL plans a named one without knowing its values: what is searched for needs its own plan.
 */
export function connectionSql(connection: Connection, names?: StatementNames): Sql {
  const query = (texts: TemplateStringsArray, inputs: SqlInput[]) => {
    const { text, values } = compileSql(texts, inputs, WORDS);
    return connection.query({ name: names?.of(text), text, values: values.map(toSent), types: TYPES });
  };
  const sql: StatementSql = {
    async all<Row>(texts: TemplateStringsArray, ...inputs: SqlInput[]) {
      return (await query(texts, inputs)).rows as Row[];
    },
    async run(texts, ...inputs) {
      return (await query(texts, inputs)).rowCount ?? 0;
    },
  };
  return Object.assign(sql, writeIndex(sql));
}

/**
 * Makes the SQL functions for the reading door. They refuse a statement by its words, because the connections of this
 * door could write.
 */
export function readingSql(connection: Connection): ReadSql {
  const { all } = connectionSql(connection);
  return {
    async all<Row>(texts: TemplateStringsArray, ...inputs: SqlInput[]) {
      const text = texts.join("?");
      if (!/^\s*(SELECT|WITH)\b/i.test(text) || /\b(INSERT INTO|UPDATE "|DELETE FROM)/i.test(text))
        throw new Error("The door for reads is readonly.");
      return all<Row>(texts, ...inputs);
    },
  };
}

/** Dates are sent as ISO text, because the driver would convert a Date to the time zone of the process. */
const toSent = (value: SqlValue) => (value instanceof Date ? value.toISOString() : value);
