import { singleLine, withoutInvisible } from "../text.ts";
import * as z from "../z.ts";
import { DISPLAY_NAME_MAX, STATUS_TEXT_MAX } from "./limits.ts";
import { idSchema } from "./schema.ts";

/** Only the server adds `(@name)` to display names, so nobody may write it themselves. */
export const displayNameSchema = singleLine("The display name", 1, DISPLAY_NAME_MAX).check(
  z.refine(
    (name) => !/[(⟮❨]\s*@/u.test(withoutInvisible(name).normalize("NFKC")),
    "A display name has no (@…) in it: that is how people of the same name are told apart.",
  ),
);

export const profileInputSchema = z.object({
  displayName: z.optional(displayNameSchema),
  statusText: z.optional(singleLine("The status", 0, STATUS_TEXT_MAX)),
  /** Empty for none. */
  statusEmoji: z.optional(z.string("Choose one emoji.").check(z.maxLength(64, "Choose one emoji."))),
  /** Null for a status that stays. A status that is changed without an end stays too. */
  statusUntil: z.nullish(z.iso.datetime("Choose a date and a time.")),
  /** Null to be disturbed again. */
  doNotDisturbUntil: z.nullish(z.iso.datetime("Choose a date and a time.")),
  timeZone: z.optional(z.string("The time zone must be text.").check(z.maxLength(64, "That is no time zone."))),
  /** The id of the viewer's finished upload of a picture; null removes the picture. */
  pictureId: z.nullish(idSchema),
});
export type ProfileInput = z.infer<typeof profileInputSchema>;
