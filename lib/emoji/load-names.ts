import "server-only";
import { type SqlTx, sql } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import { namesIn } from "./names.ts";

/** So many different names of one page are looked up, which bounds the statement. */
const NAMES_MAX = 1000;

type Written = { id: string; texts: readonly string[]; createdAt: Date; editedAt: Date | null };

/**
 * The names of custom emoji in the texts of these messages, by the message's id. One that was removed counts in what was written
 * before. It is one statement, and none where no text has what may be a name.
 */
export async function loadEmojiNames(messages: readonly Written[], tx?: SqlTx): Promise<Map<string, string[]>> {
  const named = messages.flatMap((message) => {
    const names = [...new Set(message.texts.flatMap(namesIn))];
    return names.length > 0 ? [{ message, names }] : [];
  });
  if (named.length === 0) return new Map();
  const asked = [...new Set(named.flatMap(({ names }) => names))].slice(0, NAMES_MAX);
  const rows = await (tx?.sql ?? sql).all<{ name: string; removedAt: Date | null }>`
    SELECT "name", "removedAt" FROM "CustomEmoji" WHERE "name" IN ${sqlList(asked)}`;
  const known = new Map(rows.map(({ name, removedAt }) => [name, removedAt?.getTime() ?? Number.POSITIVE_INFINITY]));
  const isThere = ({ editedAt, createdAt }: Written, name: string) =>
    (known.get(name) ?? 0) > (editedAt ?? createdAt).getTime();
  const found = named.map(
    ({ message, names }) => [message.id, names.filter((name) => isThere(message, name))] as const,
  );
  return new Map(found.filter(([, names]) => names.length > 0));
}
