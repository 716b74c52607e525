import { type Column, type ColumnKind, quoted, type Table } from "../move/table-store.ts";

/** PostgreSQL's types as its catalogue names them. Enums are text, too. */
export const KINDS: Record<string, ColumnKind> = {
  text: "text",
  varchar: "text",
  int4: "integer",
  int8: "integer",
  float8: "real",
  bool: "boolean",
  timestamp: "date",
  bytea: "bytes",
};

/** Turns PostgreSQL's text of a value into the one that both engines share. */
export function toText({ kind }: Column, text: string | null): string | null {
  if (text === null) return null;
  if (kind === "boolean") return String(text === "t");
  if (kind === "date") return new Date(`${text.replace(" ", "T")}Z`).toISOString();
  if (kind === "real") return String(Number(text));
  return kind === "bytes" ? text.replace(/^\\x/, "") : text;
}

/**
 * Returns the statement that inserts rows. It has one parameter for each column, an array of texts, so that it is the same
 * for any number of rows.
 */
export function insertText(table: Table, casts: readonly string[]): string {
  const values = table.columns.map(({ kind }, at) =>
    kind === "bytes" ? `decode(c${at}, 'hex')` : `c${at}::${casts[at]}`,
  );
  const arrays = table.columns.map((_, at) => `$${at + 1}::text[]`);
  const names = table.columns.map((_, at) => `c${at}`);
  return `INSERT INTO "${table.name}" (${quoted(table)}) SELECT ${values.join(", ")} FROM unnest(${arrays.join(", ")}) AS given (${names.join(", ")})`;
}
