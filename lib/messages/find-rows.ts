import "server-only";
import { type SqlTx, sql } from "../db/doors.ts";
import { type SqlPiece, sqlColumns } from "../db/sql.ts";
import { authorSelect } from "../users/rows.ts";
import type { Author } from "../users/schema.ts";
import { type MessageRow, messageSelect } from "./rows.ts";

const AUTHOR = "author_";
const OWN_KEYS = Object.keys(messageSelect).filter((name) => name !== "author");
const OWN_COLUMNS = sqlColumns("m", OWN_KEYS);
const AUTHOR_KEYS = (Object.keys(authorSelect) as (keyof Author)[]).map((key) => [key, AUTHOR + key] as const);
const AUTHOR_COLUMNS = sqlColumns(
  "u",
  AUTHOR_KEYS.map(([key]) => key),
  AUTHOR,
);

/**
 * Finds the rows of messages, called `m`, with all that `loadMessages` needs of them. In SQL, because most of the cost of a
 * page was Prisma's (decision 016). With `tx` it reads as of that transaction.
 */
export async function findMessageRows(
  where: SqlPiece,
  order: SqlPiece,
  take: number,
  tx?: SqlTx,
): Promise<MessageRow[]> {
  const rows = await (tx?.sql ?? sql).all<Record<string, unknown>>`
    SELECT ${OWN_COLUMNS}, ${AUTHOR_COLUMNS} FROM "Message" m JOIN "User" u ON u."id" = m."authorId"
    WHERE ${where} ORDER BY ${order} LIMIT ${take}`;
  return rows.map(withAuthor);
}

/** Moves the author's columns into an object of their own. It makes new objects, because one that has lost keys is slow to read. */
function withAuthor(found: Record<string, unknown>): MessageRow {
  const author: Record<string, unknown> = {};
  for (const [key, column] of AUTHOR_KEYS) author[key] = found[column];
  const row: Record<string, unknown> = { author };
  for (const key of OWN_KEYS) row[key] = found[key];
  return row as MessageRow;
}
