import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { read, readSql } from "../db/doors.ts";
import { foldName } from "../text.ts";
import { toUser, userSelect } from "./rows.ts";
import type { PeopleQuery, User } from "./schema.ts";

/**
 * People whose username or display name contains the words, by name; everybody when there are none. In SQL, because in
 * Prisma's `contains` the `%` and `_` that people type stand for other characters.
 */
export async function listPeople(_viewer: Viewer, { q, limit }: PeopleQuery): Promise<User[]> {
  const words = q.trim();
  const names = spellings(words);
  const contains = (column: string) => `"${column}" LIKE ? ESCAPE '\\'`;
  const rows = await (await readSql()).all<User>(
    `SELECT ${COLUMNS} FROM "User" WHERE ${[contains("usernameKey"), ...names.map(() => contains("displayName"))].join(" OR ")}
     ORDER BY "displayName", "id" LIMIT ?`,
    ...[foldName(words), ...names].map((part) => `%${part.replace(/[\\%_]/g, "\\$&")}%`),
    limit,
  );
  return rows.map(toUser);
}

const COLUMNS = Object.keys(userSelect)
  .map((column) => `"${column}"`)
  .join(", ");

/** SQLite folds case in ASCII only: ask for the ways in which a name is usually written. */
function spellings(words: string): string[] {
  const lower = words.toLowerCase();
  const title = lower.replace(/(^|[^\p{L}\p{M}])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());
  return [...new Set([words, lower, words.toUpperCase(), title])];
}

/** Who may register now. The first person always may, and becomes the administrator. */
export async function getRegistrationState(): Promise<{ mode: "open" | "invite" | "closed"; firstPerson: boolean }> {
  const someone = await (await read()).user.findFirst({ select: { id: true } });
  return { mode: getConfig().registration, firstPerson: someone === null };
}
