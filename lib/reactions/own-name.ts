import "server-only";
import type { SqlTx } from "../db/doors.ts";
import { customName } from "../emoji/names.ts";
import { invalidField } from "../errors.ts";

const GONE = "There is no such emoji here, or not any more. Choose another one.";

/**
 * Of `:name:`, the own name of that custom emoji, so that its other names do not make another reaction of it; any other emoji stays as
 * it is. With `isNew` it throws `invalid` for a name that nobody can use, or not any more.
 */
export async function toOwnName({ sql }: SqlTx, emoji: string, isNew: boolean): Promise<string> {
  const name = customName(emoji);
  if (name === undefined) return emoji;
  const [row] = await sql.all<{ ownName: string; removedAt: Date | null }>`
    SELECT COALESCE("aliasOf", "name") AS "ownName", "removedAt" FROM "CustomEmoji" WHERE "name" = ${name}`;
  if (isNew && (!row || row.removedAt !== null)) throw invalidField("emoji", GONE);
  return row ? `:${row.ownName}:` : emoji;
}
