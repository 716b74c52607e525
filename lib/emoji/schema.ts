import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";
import { EMOJI_NAME, NAME_MAX } from "./names.ts";

/** How many emoji can be added. */
export const EMOJI_MAX = 1000;
/** How many other names an emoji can have. */
const ALIASES_MAX = 5;
/** The size of a picture's file. */
export const PICTURE_BYTES_MAX = 256 * 1024;
/** The longest edge in px of a picture that moves: others are made smaller when they are served. */
export const MOVING_EDGE_MAX = 512;

const NAME_RULE = `A name has 2 to ${NAME_MAX} letters from a to z, digits, - and _, such as party_parrot.`;

/** A name as people write it: `party`, `:Party:`. */
const nameSchema = z.pipe(
  z.pipe(
    z.string("A name must be text."),
    z.transform((text: string) => text.trim().toLowerCase().replace(/^:|:$/g, "")),
  ),
  z.string().check(z.regex(EMOJI_NAME, NAME_RULE)),
);

export const addEmojiSchema = z.object({
  name: nameSchema,
  aliases: z._default(
    z.array(nameSchema).check(z.maxLength(ALIASES_MAX, `An emoji can have at most ${ALIASES_MAX} other names.`)),
    [],
  ),
  /** A finished upload of one's own that is in no message: a PNG, GIF or WebP of at most PICTURE_BYTES_MAX. */
  fileId: idSchema,
});
export type AddEmojiInput = z.input<typeof addEmojiSchema>;

const emojiSchema = z.object({
  name: z.string(),
  /** Its other names, in the order of the alphabet. */
  aliases: z.array(z.string()),
  fileId: idSchema,
  addedBy: z.object({ id: idSchema, displayName: z.string() }),
});
export type CustomEmoji = z.infer<typeof emojiSchema>;

export const emojiReplySchema = z.object({ emoji: emojiSchema });

/** All emoji that were added here and not removed, in the order of the alphabet: EMOJI_MAX at most. */
export const emojiListReplySchema = z.object({ emoji: z.array(emojiSchema), membersMayAdd: z.boolean() });
export type EmojiList = z.infer<typeof emojiListReplySchema>;

/** Whether members can add emoji, or only administrators. */
export const emojiSettingSchema = z.object({ membersMayAdd: z.boolean("membersMayAdd must be true or false.") });
export type EmojiSetting = z.infer<typeof emojiSettingSchema>;
