import "server-only";
import { type SqlTx, sql } from "../db/doors.ts";
import { type SqlPiece, sqlColumns } from "../db/sql.ts";
import { authorSelect } from "../users/rows.ts";
import type { Author } from "../users/schema.ts";
import { type MessageRow, messageSelect } from "./rows.ts";

const AUTHOR = "author_";
const OWN_COLUMNS = sqlColumns(
  "m",
  Object.keys(messageSelect).filter((name) => name !== "author"),
);
const AUTHOR_KEYS = Object.keys(authorSelect) as (keyof Author)[];
const AUTHOR_COLUMNS = sqlColumns("u", AUTHOR_KEYS, AUTHOR);

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
  for (const row of rows) nestAuthor(row);
  return rows as MessageRow[];
}

/** Moves the author's columns into an object of their own. */
function nestAuthor(row: Record<string, unknown>): void {
  const author: Record<string, unknown> = {};
  for (const key of AUTHOR_KEYS) {
    author[key] = row[AUTHOR + key];
    delete row[AUTHOR + key];
  }
  row.author = author;
}
