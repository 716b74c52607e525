import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type Tx, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { announceEmoji } from "./announce.ts";
import { readActor } from "./read-actor.ts";
import { type EmojiSetting, emojiSettingSchema } from "./schema.ts";

/** The key of the `Setting` row that holds the administrator's choice. */
const KEY = "emoji.membersMayAdd";
const FORBIDDEN = new AppError("forbidden", "Only administrators decide who can add emoji.");

/** Whether members can add emoji: an administrator's choice, else only administrators can. */
export async function getEmojiSetting({ setting }: Pick<Tx, "setting"> = db()): Promise<EmojiSetting> {
  const row = await setting.findUnique({ where: { key: KEY } });
  return row ? emojiSettingSchema.parse(JSON.parse(row.value)) : { membersMayAdd: false };
}

/** Lets members add emoji, or does not any more; what they have added stays. Throws `forbidden` for other than administrators. */
export async function setEmojiSetting(viewer: Viewer, { membersMayAdd }: EmojiSetting): Promise<EmojiSetting> {
  if (viewer.role !== "ADMIN") throw FORBIDDEN;
  const value = JSON.stringify({ membersMayAdd });
  await write(async (tx) => {
    if ((await readActor(tx, viewer))?.role !== "ADMIN") throw FORBIDDEN;
    await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } });
  });
  announceEmoji();
  return { membersMayAdd };
}
