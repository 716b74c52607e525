import { FAVOURITE_ORDER_MAX, roomLevelSchema } from "../rooms/member-settings.ts";
import * as z from "../z.ts";

/** What a member may set for themselves in a room. Apart from the settings, because pages load those and never this. */
export const changeSettingsInputSchema = z.object({
  level: z.optional(roomLevelSchema),
  mutedUntil: z.nullish(z.iso.datetime("mutedUntil must be a time.")),
  favouriteOrder: z.nullish(
    z
      .int("favouriteOrder must be a whole number.")
      .check(z.minimum(-FAVOURITE_ORDER_MAX), z.maximum(FAVOURITE_ORDER_MAX)),
  ),
});
export type ChangeSettingsInput = z.infer<typeof changeSettingsInputSchema>;
