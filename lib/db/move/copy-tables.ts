import { RowDigest } from "./row-digest.ts";
import type { Row, Table, TableStore } from "./table-store.ts";

/** PostgreSQL's text cannot contain the character NUL, which no screen shows. */
const NUL = "\0";
/** The sign for a character that cannot be shown. */
const REPLACEMENT = "\ufffd";

/** Hears of each copied table, and of each twenty thousand rows within one. */
export type Progress = (table: string, rows: number, isDone: boolean) => void;

const PROGRESS_ROWS = 20_000;

/** The digests of the copied tables as they were read, and the number of texts in which a NUL was replaced. */
export type Copied = { digests: Map<string, RowDigest>; withoutNul: number };

/** Copies all rows of these tables, in their order. */
export async function copyTables(
  source: TableStore,
  target: TableStore,
  tables: readonly Table[],
  tell: Progress,
): Promise<Copied> {
  const digests = new Map<string, RowDigest>();
  let withoutNul = 0;
  for (const table of tables) {
    const digest = new RowDigest();
    digests.set(table.name, digest);
    for await (const rows of source.readRows(table)) {
      withoutNul += replaceNul(rows);
      digest.add(rows);
      await target.insertRows(table, rows);
      if (digest.count % PROGRESS_ROWS === 0) tell(table.name, digest.count, false);
    }
    tell(table.name, digest.count, true);
  }
  return { digests, withoutNul };
}

/** Reads a table to its end and returns its digest. */
export async function digestTable(store: TableStore, table: Table): Promise<RowDigest> {
  const digest = new RowDigest();
  for await (const rows of store.readRows(table)) {
    replaceNul(rows);
    digest.add(rows);
  }
  return digest;
}

/** Replaces NUL in the texts of these rows. Returns in how many texts there was one. */
function replaceNul(rows: readonly Row[]): number {
  let found = 0;
  for (const row of rows)
    for (const [at, text] of row.entries()) {
      if (!text?.includes(NUL)) continue;
      row[at] = text.replaceAll(NUL, REPLACEMENT);
      found += 1;
    }
  return found;
}
