import "server-only";
import { foldName } from "../text.ts";

/**
 * The condition in SQL that a person's username or display name contains the words; everybody's does when there are none.
 * Not Prisma's `contains`, for which the `%` and `_` that people type stand for other characters.
 */
export function nameContains(q: string): { sql: string; values: string[] } {
  const words = q.trim();
  const names = spellings(words);
  const contains = (column: string) => `"${column}" LIKE ? ESCAPE '\\'`;
  return {
    sql: `(${[contains("usernameKey"), ...names.map(() => contains("displayName"))].join(" OR ")})`,
    values: [foldName(words), ...names].map((part) => `%${part.replace(/[\\%_]/g, "\\$&")}%`),
  };
}

/** SQLite folds case in ASCII only: ask for the ways in which a name is usually written. */
function spellings(words: string): string[] {
  const lower = words.toLowerCase();
  const title = lower.replace(/(^|[^\p{L}\p{M}])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());
  return [...new Set([words, lower, words.toUpperCase(), title])];
}
