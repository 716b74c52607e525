import { momentInput, pageCursor } from "../moments.ts";
import { namedRoomSchema } from "../rooms/named-room.ts";
import { digits } from "../text.ts";
import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** So many messages one person may have saved, to do and done together. */
export const SAVED_MAX = 1000;
/** A reminder is at most so far away. */
export const REMIND_DAYS_MAX = 5 * 366;
const PAGE_MAX = 100;
const PAGE = 30;

const moment = z.nullable(z.iso.datetime());

/** What a saved message is to the person who has saved it. */
const savedStateSchema = z.object({
  messageId: idSchema,
  savedAt: z.iso.datetime(),
  /** When it was done; null for what is to do. */
  doneAt: moment,
  /** When to remind of it; it stays after that. */
  remindAt: moment,
  /** When the reminder came; null before. */
  remindedAt: moment,
});
export type SavedState = z.infer<typeof savedStateSchema>;

export const saveInputSchema = z.object({
  /** Whether it is done; what is left out stays as it is. */
  done: z.optional(z.boolean("done must be true or false.")),
  /** Null for no reminder. What is done has none, and a reminder makes it to do again. */
  remindAt: z.nullish(momentInput("Choose a date and a time.")),
  /** It was wished earlier, such as without a network: of a time that is past by now the reminder comes at once. */
  late: z.optional(z.boolean("late must be true or false.")),
});
export type SaveInput = z.infer<typeof saveInputSchema>;

export const savedQuerySchema = z.object({
  state: z._default(z.enum(["todo", "done"], "must be todo or done"), "todo"),
  limit: z._default(digits(1, PAGE_MAX), PAGE),
  /** The `next` of the previous page. */
  after: z.optional(pageCursor("That is no cursor of what is saved.")),
});
export type SavedQuery = z.infer<typeof savedQuerySchema>;

const entrySchema = z.extend(savedStateSchema, {
  room: namedRoomSchema,
  /** The message in whose thread it is read; null for what is drawn in the room. */
  rootId: z.nullable(idSchema),
  seq: z.int(),
  author: authorSchema,
  /** The message on one line, in pieces; `match` is a mention of the viewer. None for a deleted message. */
  line: z.array(z.object({ text: z.string(), match: z.boolean() })),
  /** The names of custom emoji that are drawn in the line, where the message has any. */
  customEmoji: z.optional(z.array(z.string())),
  deleted: z.boolean(),
});
export type SavedEntry = z.infer<typeof entrySchema>;

export const savedListReplySchema = z.object({ entries: z.array(entrySchema), next: z.nullable(z.string()) });
export type SavedPage = z.infer<typeof savedListReplySchema>;

/** Null for what is not saved. */
export const savedReplySchema = z.object({ saved: z.nullable(savedStateSchema) });
