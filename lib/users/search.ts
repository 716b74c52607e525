import "server-only";
import { type SqlPiece, sqlContains, sqlJoin, sqlPart } from "../db/sql.ts";
import { foldName } from "../text.ts";

/**
 * The condition in SQL that a person's username or display name contains the words; everybody's does when there are none.
 * Not Prisma's `contains`, for which the `%` and `_` that people type stand for other characters.
 */
export function nameContains(q: string): SqlPiece {
  const words = q.trim();
  const byUsername = sqlPart`"usernameKey" ${sqlContains(foldName(words))}`;
  const byName = spellings(words).map((name) => sqlPart`"displayName" ${sqlContains(name)}`);
  return sqlPart`(${sqlJoin([byUsername, ...byName], " OR ")})`;
}

/** SQLite folds case in ASCII only: ask for the ways in which a name is usually written. */
function spellings(words: string): string[] {
  const lower = words.toLowerCase();
  const title = lower.replace(/(^|[^\p{L}\p{M}])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());
  return [...new Set([words, lower, words.toUpperCase(), title])];
}
