import { MoveRefusal } from "./refusal.ts";
import type { Table } from "./table-store.ts";

/** The tables that are not moved, each with the reason. Every other table is. */
const TABLES_LEFT: Record<string, string> = {
  Lease: "a lease belongs to a process that uses the old database, and ends by itself",
  RateWindow: "what is counted against limits is forgotten within minutes in any case",
  SearchRoom: "the new database indexes all messages for search by itself",
  SearchIndex: "the same, and only PostgreSQL has it as a table of its own kind",
  SearchPending: "the same, and only SQLite has it",
  SearchBlock: "the same",
  SearchStale: "the same",
};

/** The rows that migrations insert, by their ids. A target with no others holds no data. */
export const ROWS_OF_MIGRATIONS: Record<string, readonly string[]> = { Room: ["general"] };

export const isMoved = ({ name }: Pick<Table, "name">): boolean => !(name in TABLES_LEFT);

/**
 * Returns the tables to copy, each after the tables that its foreign keys point to. Throws MoveRefusal when the two
 * databases differ in a table or a column, or have a column whose type cannot be copied: a table is never forgotten.
 */
export function planMove(source: readonly Table[], target: readonly Table[]): Table[] {
  const [from, to] = [source.filter(isMoved), target.filter(isMoved)];
  const differing = [...from, ...to].find(({ name }) => columnsOf(from, name) !== columnsOf(to, name));
  if (differing) throw new MoveRefusal(`The table ${differing.name} is not the same in both databases.`);
  for (const { name, columns } of from)
    for (const { name: column, kind } of columns)
      if (kind.startsWith("unknown"))
        throw new MoveRefusal(`The column ${column} of the table ${name} has a type that is not moved (${kind}).`);
  return inOrder(from);
}

/** The columns of a table with their kinds, as one text. Their order may differ between the engines. */
function columnsOf(tables: readonly Table[], name: string): string | undefined {
  const columns = tables.find((table) => table.name === name)?.columns;
  return columns && JSON.stringify(columns.map((column) => `${column.name} ${column.kind}`).sort());
}

function inOrder(tables: readonly Table[]): Table[] {
  const ordered: Table[] = [];
  const waiting = new Set(tables);
  while (waiting.size > 0) {
    const names = new Set([...waiting].map(({ name }) => name));
    const ready = [...waiting].filter(({ references }) => !references.some((name) => names.has(name)));
    // Such a table would have to be copied with its foreign keys checked at the end only.
    if (ready.length === 0)
      throw new MoveRefusal(`The tables ${[...names].join(", ")} point to each other in a circle.`);
    for (const table of ready) waiting.delete(table);
    ordered.push(...ready);
  }
  return ordered;
}
