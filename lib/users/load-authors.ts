import "server-only";
import { type SqlTx, sql } from "../db/doors.ts";
import { sqlColumns, sqlList } from "../db/sql.ts";
import { authorSelect, toAuthor } from "./rows.ts";
import type { Author } from "./schema.ts";

/** The columns of an author, of people called `u`. */
export const AUTHOR_COLUMNS = sqlColumns("u", Object.keys(authorSelect));

/** Loads people as authors, by id: one statement, and none for nobody. With `tx` it reads as of that transaction. */
export async function loadAuthors(ids: readonly string[], tx?: SqlTx): Promise<Map<string, Author>> {
  if (ids.length === 0) return new Map();
  const rows = await (tx?.sql ?? sql)
    .all<Author>`SELECT ${AUTHOR_COLUMNS} FROM "User" u WHERE u."id" IN ${sqlList([...new Set(ids)])}`;
  return new Map(rows.map((row) => [row.id, toAuthor(row)]));
}
