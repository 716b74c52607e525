import * as z from "../z.ts";

/** The `mutedUntil` of a room that is muted until its member ends that. Every time that a person can choose is before it. */
export const MUTED_FOR_EVER = "9999-12-31T23:59:59.999Z";
/** The number of favourites of one person; the first page of the chat list has all of them. */
export const FAVOURITES_MAX = 100;
/** A favourite's order is at most so far from 0. */
export const FAVOURITE_ORDER_MAX = 2_000_000_000;

/** What of a room is to interrupt its member. */
export const roomLevelSchema = z.enum(["EVERYTHING", "MENTIONS", "NOTHING"]);
export type RoomLevel = z.infer<typeof roomLevelSchema>;

/** What a person has set for themselves in one room. */
export const memberSettingsSchema = z.object({
  level: roomLevelSchema,
  /** Null when the room is not muted, or no longer. */
  mutedUntil: z.nullable(z.iso.datetime()),
  /** The place among the favourites, the lowest first; null when it is none. */
  favouriteOrder: z.nullable(z.int()),
});
export type MemberSettings = z.infer<typeof memberSettingsSchema>;

export const DEFAULT_SETTINGS: MemberSettings = { level: "EVERYTHING", mutedUntil: null, favouriteOrder: null };
