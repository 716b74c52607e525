import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, sql } from "../db/doors.ts";
import { notFound } from "../errors.ts";
import { type ServedBytes, serveFile } from "../files/serve-file.ts";
import { type CustomEmoji, EMOJI_MAX, type EmojiList } from "./schema.ts";
import { getEmojiSetting } from "./setting.ts";

/** The longest edge in px at which a picture that does not move is served. */
const STILL_EDGE = 320;

type Row = { name: string; aliasOf: string | null; fileId: string; addedById: string; displayName: string | null };

/** Lists the emoji that can be used, for everybody who is signed in. */
export async function listEmoji(): Promise<EmojiList> {
  const [rows, { membersMayAdd }] = await Promise.all([
    sql.all<Row>`
      SELECT e."name", e."aliasOf", e."fileId", e."addedById", u."displayName"
      FROM "CustomEmoji" e LEFT JOIN "User" u ON u."id" = e."addedById" WHERE e."removedAt" IS NULL ORDER BY e."name"`,
    getEmojiSetting(),
  ]);
  const aliases = new Map<string, string[]>();
  for (const { name, aliasOf } of rows)
    if (aliasOf !== null) aliases.set(aliasOf, [...(aliases.get(aliasOf) ?? []), name]);
  const emoji = rows.filter(({ aliasOf }) => aliasOf === null).slice(0, EMOJI_MAX);
  return { emoji: emoji.map((row) => toEmoji(row, aliases.get(row.name) ?? [])), membersMayAdd };
}

function toEmoji({ name, fileId, addedById, displayName }: Row, aliases: string[]): CustomEmoji {
  return { name, aliases, fileId, addedBy: { id: addedById, displayName: displayName ?? "" } };
}

/**
 * The picture of an emoji by any of its names, also of one that was removed, which old messages have. What does not move is made
 * anew and small. Throws `not_found` for a name that no emoji ever had.
 */
export async function serveEmoji(viewer: Viewer, name: string): Promise<ServedBytes> {
  const row = await db().customEmoji.findUnique({ where: { name }, select: { fileId: true, animated: true } });
  if (!row) throw notFound("emoji");
  return serveFile(viewer, row.fileId, row.animated ? undefined : STILL_EDGE);
}
