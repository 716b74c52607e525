import "server-only";
import { administratorsChoice } from "../accounts/administrators-choice.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import type { Tx } from "../db/doors.ts";
import { announceEmoji } from "./announce.ts";
import { type EmojiSetting, emojiSettingSchema } from "./schema.ts";

const choice = administratorsChoice({
  key: "emoji.membersMayAdd",
  schema: emojiSettingSchema,
  refusal: "Only administrators decide who can add emoji.",
});

/** Whether members can add emoji: an administrator's choice, else only administrators can. */
export async function getEmojiSetting(tx?: Pick<Tx, "setting">): Promise<EmojiSetting> {
  return (await choice.get(tx)) ?? { membersMayAdd: false };
}

/** Lets members add emoji, or does not any more; what they have added stays. Throws `forbidden` for other than administrators. */
export async function setEmojiSetting(viewer: Viewer, { membersMayAdd }: EmojiSetting): Promise<EmojiSetting> {
  await choice.set(viewer, { membersMayAdd });
  announceEmoji();
  return { membersMayAdd };
}
