import { namedRoomSchema } from "../rooms/named-room.ts";
import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** Why a message concerns somebody, the strongest first. Of several only the strongest has a row. */
const CAUSES = [
  "REMINDER",
  "MENTION",
  "REPLY",
  "USER_GROUP",
  "GROUP",
  "KEYWORD",
  "THREAD",
  "ADDED",
  "REACTION",
] as const;
export type Cause = (typeof CAUSES)[number];

/** Rows that are older go, and of one person's those beyond the newest so many: lib/activity/upkeep. */
export const KEPT_DAYS = 90;
export const KEPT_MAX = 1000;

/** In characters: one line, on the widest screen. */
export const LINE_MAX = 240;

const entrySchema = z.object({
  messageId: idSchema,
  cause: z.enum(CAUSES),
  /** When the cause came. */
  createdAt: z.iso.datetime(),
  room: namedRoomSchema,
  /** The message in whose thread it is read; null for what is drawn in the room. */
  rootId: z.nullable(idSchema),
  seq: z.int(),
  /** Who has caused it: of a reaction the person who gave the newest one. */
  actor: authorSchema,
  emoji: z.nullable(z.string()),
  /** The names of custom emoji that are drawn in the line, where the message has any. */
  customEmoji: z.optional(z.array(z.string())),
  /** The message on one line, in pieces; `match` is a mention of the viewer. */
  line: z.array(z.object({ text: z.string(), match: z.boolean() })),
  unread: z.boolean(),
  /** Whether it is in no count: a reaction, and all but reminders that is in a room that is to interrupt with nothing. */
  quiet: z.boolean(),
});
export type ActivityEntry = z.infer<typeof entrySchema>;

/** What is unread: its number by room, and that of reminders, which together are the number at Activity, and whether something quiet is. */
const activityCountsSchema = z.object({
  rooms: z.record(idSchema, z.int().check(z.positive())),
  quiet: z.boolean(),
  /** Left out where there is none. Reminders are read by no reading of their room. */
  reminders: z.optional(z.int().check(z.positive())),
});
export type ActivityCounts = z.infer<typeof activityCountsSchema>;

export const activityCountsReplySchema = z.object({ counts: activityCountsSchema });

export const activityReplySchema = z.object({
  /** A page that was opened before an update leaves out what it does not know, such as another cause. */
  entries: z.pipe(
    z.array(z.catch(z.nullable(entrySchema), null)),
    z.transform((entries) => entries.filter((entry) => entry !== null)),
  ),
  next: z.nullable(z.string()),
  counts: activityCountsSchema,
});
export type ActivityPage = z.infer<typeof activityReplySchema>;

export const activityReadReplySchema = z.object({ doneAt: z.iso.datetime(), counts: activityCountsSchema });
export type ActivityRead = z.infer<typeof activityReadReplySchema>;
