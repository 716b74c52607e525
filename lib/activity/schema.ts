import { namedRoomSchema } from "../rooms/named-room.ts";
import { digits } from "../text.ts";
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

const PAGE_MAX = 100;
const PAGE = 30;
/** So many can be ticked off by name in one request. */
const MARKED_AT_ONCE_MAX = 200;
/** In characters: one line, on the widest screen. */
export const LINE_MAX = 240;

export const activityQuerySchema = z.object({
  limit: z._default(digits(1, PAGE_MAX), PAGE),
  /** Only what is unread. */
  unread: z._default(z.enum(["true", "false"], "must be true or false"), "false"),
  /** The `next` of the previous page. */
  after: z.optional(
    z
      .string()
      .check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[a-z0-9]{1,32}$/, "That is no cursor of Activity.")),
  ),
});
export type ActivityQuery = z.infer<typeof activityQuerySchema>;

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
  entries: z.array(entrySchema),
  next: z.nullable(z.string()),
  counts: activityCountsSchema,
});
export type ActivityPage = z.infer<typeof activityReplySchema>;

const someIdsSchema = z.array(idSchema).check(z.minLength(1), z.maxLength(MARKED_AT_ONCE_MAX));

/** Exactly one: these, all up to a moment, or back: these, or what was ticked off at a moment (the reply's `doneAt`). */
export const activityReadInputSchema = z
  .object({
    messageIds: z.optional(someIdsSchema),
    unreadIds: z.optional(someIdsSchema),
    until: z.optional(z.iso.datetime()),
    undo: z.optional(z.iso.datetime()),
  })
  .check(
    z.refine((input) => Object.values(input).filter((value) => value !== undefined).length === 1, {
      error: "Give messageIds, unreadIds, until or undo.",
      path: ["messageIds"],
    }),
  );
export type ActivityReadInput = z.infer<typeof activityReadInputSchema>;

export const activityReadReplySchema = z.object({ doneAt: z.iso.datetime(), counts: activityCountsSchema });
export type ActivityRead = z.infer<typeof activityReadReplySchema>;
