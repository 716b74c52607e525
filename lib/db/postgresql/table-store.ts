import pg from "pg";
import { listMigrations } from "../list-migrations.ts";
import { MoveRefusal } from "../move/refusal.ts";
import {
  BATCH_ROWS,
  type Column,
  HISTORY,
  quoted,
  type Row,
  type Side,
  type Table,
  type TableStore,
} from "../move/table-store.ts";
import { withoutPassword } from "../without-password.ts";
import { MIGRATIONS_FOLDER } from "./migrate.ts";
import { CONNECT_TIMEOUT_MS } from "./settings.ts";
import { begin, refuseOthers, TABLES } from "./table-lock.ts";
import { insertText, KINDS, toText } from "./table-values.ts";

/** Values are read as PostgreSQL writes them, and sent as text that the statement casts. */
const AS_TEXT: pg.CustomTypesConfig = { getTypeParser: () => (text: string) => text };

const COLUMNS = `SELECT c.relname AS "table", a.attname AS "name", CASE t.typtype WHEN 'e' THEN 'text' ELSE t.typname END AS "type",
    format_type(a.atttypid, a.atttypmod) AS "cast", pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS "sequence"
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
    AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY 1, a.attnum`;
const REFERENCES = `SELECT DISTINCT c.relname AS "table", f.relname AS "to" FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
  WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace`;
type CatalogueColumn = { table: string; name: string; type: string; cast: string; sequence: string | null };

/**
 * Opens a database of PostgreSQL for a move: one transaction, which locks all tables, so that nobody writes to them until
 * it is closed. Throws MoveRefusal when others are connected, unless `ignoreConnections`, or hold a lock.
 */
export async function openTables(url: string, side: Side, ignoreConnections: boolean): Promise<TableStore> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A connection that breaks between two statements would end the process; the next statement fails in any case.
  client.on("error", () => undefined);
  try {
    await client.connect();
    if (!ignoreConnections) await refuseOthers(client, side);
    await begin(client, side);
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof MoveRefusal) throw error;
    throw new MoveRefusal(`The database ${withoutPassword(url)} cannot be used (${(error as Error).message}).`);
  }
  return storeOf(client);
}

function storeOf(client: pg.Client): TableStore {
  const query = async <T>(text: string, values: unknown[] = []) =>
    (await client.query({ text, values, types: AS_TEXT })).rows as T[];
  let catalogue: CatalogueColumn[] = [];
  return {
    async appliedMigrations() {
      const names = await query<{ relname: string }>(TABLES);
      if (!names.some(({ relname }) => relname === HISTORY)) return null;
      const rows = await query<{ migration_name: string }>(
        `SELECT migration_name FROM "${HISTORY}" WHERE finished_at IS NOT NULL`,
      );
      return rows.map((row) => row.migration_name);
    },
    knownMigrations: () => listMigrations(MIGRATIONS_FOLDER).map(({ name }) => name),
    async listTables() {
      catalogue = await query<CatalogueColumn>(COLUMNS);
      const references = await query<{ table: string; to: string }>(REFERENCES);
      const names = [...new Set(catalogue.map(({ table }) => table))].filter((name) => name !== HISTORY);
      return names.map((name) => ({
        name,
        columns: catalogue.filter(({ table }) => table === name).map(toColumn),
        references: references.filter(({ table }) => table === name).map(({ to }) => to),
      }));
    },
    async countRows(table, exceptIds = []) {
      const others = exceptIds.length > 0 ? ` WHERE "id" <> ALL ($1)` : "";
      const [row] = await query<{ count: string }>(
        `SELECT count(*) FROM "${table}"${others}`,
        exceptIds.length > 0 ? [exceptIds] : [],
      );
      return Number(row?.count);
    },
    readRows: (table) => readRows(client, table),
    async insertRows(table, rows) {
      const columns = table.columns.map(({ name }) =>
        catalogue.find((column) => column.table === table.name && column.name === name),
      );
      await query(
        insertText(
          table,
          columns.map((column) => column?.cast ?? "text"),
        ),
        table.columns.map((_, at) => rows.map((row) => row[at])),
      );
    },
    async deleteRows(table) {
      await query(`DELETE FROM "${table}"`);
    },
    async commit() {
      for (const { table, name, sequence } of catalogue)
        if (sequence)
          await query(`SELECT setval($1::regclass, max("${name}")) FROM "${table}" HAVING max("${name}") > 0`, [
            sequence,
          ]);
      // Without it the first queries would be planned for empty tables.
      for (const table of new Set(catalogue.map((column) => column.table))) await query(`ANALYZE "${table}"`);
      await query("COMMIT");
    },
    async close() {
      // A transaction that has not been committed ends with its connection.
      await client.end();
    },
  };
}

const toColumn = ({ name, type }: CatalogueColumn): Column => ({ name, kind: KINDS[type] ?? `unknown: ${type}` });

async function* readRows(client: pg.Client, table: Table): AsyncIterable<Row[]> {
  await client.query(`DECLARE moved NO SCROLL CURSOR FOR SELECT ${quoted(table)} FROM "${table.name}"`);
  try {
    for (;;) {
      const { rows } = await client.query({
        text: `FETCH ${BATCH_ROWS} FROM moved`,
        rowMode: "array",
        types: AS_TEXT,
      });
      if (rows.length === 0) return;
      yield (rows as Row[]).map((row) => row.map((text, at) => toText(table.columns[at] as Column, text)));
    }
  } finally {
    // After an error the transaction is lost, and the cursor with it; the error itself is thrown to the caller.
    await client.query("CLOSE moved").catch(() => undefined);
  }
}
