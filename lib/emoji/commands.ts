import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { type Tx, write } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import { AppError, invalidField, notFound } from "../errors.ts";
import { markFilesGone, removeBytesSoon } from "../files/removal.ts";
import { announceEmoji } from "./announce.ts";
import { loadBuiltInNames } from "./built-in-names.ts";
import { claimPicture, requirePicture } from "./picture.ts";
import { canAddEmoji, canRemoveEmoji } from "./policy.ts";
import { readActor } from "./read-actor.ts";
import { type AddEmojiInput, type CustomEmoji, EMOJI_MAX } from "./schema.ts";
import { getEmojiSetting } from "./setting.ts";

const FORBIDDEN = new AppError("forbidden", "Only administrators can add emoji here.");
const FULL = new AppError("conflict", `There are ${EMOJI_MAX.toLocaleString("en")} emoji. Remove one first.`);

/**
 * Adds an emoji with a picture that the viewer has uploaded. A name that a removed emoji had may be taken: what old messages show
 * is then this picture. Throws `forbidden` where the viewer may not, `invalid` for a name that is taken or that an emoji of Unicode
 * has, and for a file that is no small picture, and `conflict` above EMOJI_MAX.
 */
export async function addEmoji(viewer: Viewer, { name, aliases = [], fileId }: AddEmojiInput): Promise<CustomEmoji> {
  const requireMay = async (tx?: Tx) => {
    const actor = tx ? await readActor(tx, viewer) : viewer;
    if (!actor || !canAddEmoji(actor, (await getEmojiSetting(tx)).membersMayAdd)) throw FORBIDDEN;
  };
  await requireMay();
  const others = [...new Set(aliases)].filter((alias) => alias !== name).sort();
  await requireNotBuiltIn(name, others);
  const { animated } = await requirePicture(viewer, fileId);
  await write(async (tx) => {
    await requireMay(tx);
    if ((await tx.customEmoji.count({ where: { removedAt: null, aliasOf: null } })) >= EMOJI_MAX) throw FULL;
    const replaced = await findRemoved(tx, [name, ...others]);
    const createdAt = new Date();
    for (const one of [name, ...others]) {
      const aliasOf = one === name ? null : name;
      const count = await tx.sql.run`
        INSERT INTO "CustomEmoji" ("name", "aliasOf", "fileId", "animated", "addedById", "createdAt")
        VALUES (${one}, ${aliasOf}, ${fileId}, ${animated}, ${viewer.id}, ${createdAt})
        ON CONFLICT ("name") DO UPDATE SET "aliasOf" = excluded."aliasOf", "fileId" = excluded."fileId",
          "animated" = excluded."animated", "addedById" = excluded."addedById", "createdAt" = excluded."createdAt", "removedAt" = NULL
        WHERE "CustomEmoji"."removedAt" IS NOT NULL`;
      if (count === 0) throw taken(one, name);
    }
    await claimPicture(tx, viewer, fileId);
    for (const id of replaced)
      if ((await tx.customEmoji.count({ where: { fileId: id } })) === 0) await markFilesGone(tx, { id });
  });
  removeBytesSoon();
  announceEmoji();
  return { name, aliases: others, fileId, addedBy: { id: viewer.id, displayName: viewer.displayName } };
}

/**
 * Removes an emoji, or one of its other names alone: nobody can use it any more, and what has it keeps it. Throws `not_found` where
 * there is none of that name, and `forbidden` to who has not added it and is no administrator.
 */
export async function removeEmoji(viewer: Viewer, name: string): Promise<void> {
  await write(async (tx) => {
    const row = await tx.customEmoji.findFirst({ where: { name, removedAt: null }, select: { addedById: true } });
    if (!row) throw notFound("emoji");
    const actor = await readActor(tx, viewer);
    if (!actor || !canRemoveEmoji(actor, row.addedById, (await getEmojiSetting(tx)).membersMayAdd))
      throw new AppError("forbidden", "Only who has added an emoji and administrators can remove it.");
    await tx.customEmoji.updateMany({
      where: { removedAt: null, OR: [{ name }, { aliasOf: name }] },
      data: { removedAt: new Date() },
    });
  });
  announceEmoji();
}

const taken = (name: string, own: string) =>
  invalidField(name === own ? "name" : "aliases", `The name ${name} is taken. Try another.`);

async function requireNotBuiltIn(name: string, aliases: readonly string[]): Promise<void> {
  const builtIn = await loadBuiltInNames();
  const known = [name, ...aliases].find((one) => builtIn.has(one));
  if (known !== undefined)
    throw invalidField(
      known === name ? "name" : "aliases",
      `Every device has an emoji called ${known}. Try another name.`,
    );
}

/** The pictures of removed emoji that had these names. */
async function findRemoved({ sql }: Tx, names: readonly string[]): Promise<string[]> {
  const rows = await sql.all<{ fileId: string }>`
    SELECT DISTINCT "fileId" FROM "CustomEmoji" WHERE "name" IN ${sqlList([...names])} AND "removedAt" IS NOT NULL`;
  return rows.map(({ fileId }) => fileId);
}
