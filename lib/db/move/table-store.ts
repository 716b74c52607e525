/** What a column holds, whatever an engine calls its type. `unknown` has the engine's own word. */
export type ColumnKind = "text" | "integer" | "real" | "boolean" | "date" | "bytes" | `unknown: ${string}`;

export type Column = { name: string; kind: ColumnKind };

/** A table as the catalogue of its database describes it. `references` names the tables that its foreign keys point to. */
export type Table = { name: string; columns: Column[]; references: string[] };

/**
 * A row, with one text for each column of its table. Both engines write a value as the same text: a date as ISO text in
 * UTC, bytes in hexadecimal, numbers in decimal, and a boolean as `true` or `false`.
 */
export type Row = (string | null)[];

/** The number of rows that are read or written at once, so that memory does not grow with the table. */
export const BATCH_ROWS = 500;

/** Whether a database is copied from or copied to, as the operator names it. */
export type Side = "FROM" | "TO";

/** The table with the history of the migrations, which is not moved. */
export const HISTORY = "_prisma_migrations";

/** The names of a table's columns, as a statement lists them. */
export const quoted = ({ columns }: Table) => columns.map(({ name }) => `"${name}"`).join(", ");

/**
 * One of the two databases of a move. From opening to closing it is one transaction, during which nobody else writes to
 * the tables. Closing without `commit` leaves the database as it was.
 */
export interface TableStore {
  /** The names of the applied migrations, or null in a database that Parley has never used. */
  appliedMigrations(): Promise<string[] | null>;
  /** The names of all migrations that this version of Parley has for the engine. */
  knownMigrations(): string[];
  /** All tables but the history of the migrations and the engine's own. */
  listTables(): Promise<Table[]>;
  /** Counts the rows of a table, without those that have one of these ids. */
  countRows(table: string, exceptIds?: readonly string[]): Promise<number>;
  readRows(table: Table): AsyncIterable<Row[]>;
  insertRows(table: Table, rows: readonly Row[]): Promise<void>;
  deleteRows(table: string): Promise<void>;
  /** Makes everything durable, after bringing what gives out numbers (sequences) to the highest number in use. */
  commit(): Promise<void>;
  close(): Promise<void>;
}
