import "server-only";
import { type SqlPiece, sqlContains, sqlJoin, sqlPart } from "../db/sql.ts";
import { foldName } from "../text.ts";

/**
 * Builds the SQL condition that a person's username or display name contains the query; an empty query matches
 * everybody. Prisma's `contains` is not used, because it treats `%` and `_` as wildcards.
 */
export function nameContains(q: string): SqlPiece {
  const words = q.trim();
  const byUsername = sqlPart`"usernameKey" ${sqlContains(foldName(words))}`;
  const byName = spellings(words).map((name) => sqlPart`"displayName" ${sqlContains(name)}`);
  return sqlPart`(${sqlJoin([byUsername, ...byName], " OR ")})`;
}

/** SQLite ignores case for ASCII only, so the query is tried in the spellings in which names are usually written. */
function spellings(words: string): string[] {
  const lower = words.toLowerCase();
  const title = lower.replace(/(^|[^\p{L}\p{M}])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());
  return [...new Set([words, lower, words.toUpperCase(), title])];
}
