import { fileSchema } from "../files/message-file.ts";
import { forwardedSchema } from "../forward/schema.ts";
import { reactionsSchema } from "../reactions/schema.ts";
import { ownThreadSchema, threadSchema } from "../threads/schema.ts";
import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";
import { systemEventSchema } from "./system-event.ts";

/** The length of a message in code points. Blank lines before the text and space behind it are cut off first. */
export const BODY_MAX = 8000;
export const PREVIEW_MAX = 140;
export const PAGE_MAX = 100;
export const PAGE_DEFAULT = 50;

/** Said about a message that has neither words nor files. */
export const EMPTY_MESSAGE = "The message is empty.";

/** The idempotency key of a send, which the sender chooses; our own client takes a UUID. */
export const clientIdSchema = z
  .string("clientId must be text.")
  .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, "clientId must be 1 to 64 letters, digits, - or _."));

export const messageSchema = z.object({
  id: idSchema,
  roomId: idSchema,
  seq: z.int().check(z.positive()),
  rev: z.int().check(z.positive()),
  kind: z.enum(["USER", "SYSTEM"]),
  /** Markdown; "" once the message is deleted. The body of a SYSTEM message is a plain sentence. */
  body: z.string(),
  author: authorSchema,
  clientId: z.nullable(z.string()),
  /** Null also for a notice that is newer than this page: its body says it. */
  system: z.catch(z.nullable(systemEventSchema), null),
  replyToId: z.nullable(idSchema),
  /** The files in the sender's order; [] once the message is deleted. */
  files: z.array(fileSchema),
  /** The names of custom emoji that are drawn in the body, where it has any: of each the picture is at /api/emoji/<name>. */
  customEmoji: z.optional(z.array(z.string())),
  reactions: reactionsSchema,
  /** The emoji with which the viewer reacted. Only in replies, and only where there are reactions: events go to everybody. */
  ownReactions: z.optional(z.array(z.string())),
  pinned: z.boolean(),
  /** The message whose thread it is a reply in. The defaults here are for what a server from before threads tells. */
  rootId: z._default(z.nullable(idSchema), null),
  /** Whether it is drawn in the room: all messages but replies in threads, and those that were sent to the room, too. */
  inRoom: z._default(z.boolean(), true),
  /** Null without replies. */
  thread: z._default(z.nullable(threadSchema), null),
  /** Only in replies, and only where there is a thread: events go to everybody. */
  ownThread: z.optional(ownThreadSchema),
  createdAt: z.iso.datetime(),
  editedAt: z.nullable(z.iso.datetime()),
  deletedAt: z.nullable(z.iso.datetime()),
  /** The copy of another message that it passes on; its body is then a comment on that, or "". */
  forwarded: z.optional(forwardedSchema),
  /** Until when its author can restore it. Only on what its author has deleted. */
  restorableUntil: z.optional(z.iso.datetime()),
});
export type Message = z.infer<typeof messageSchema>;

/** A message as the replies to it quote it, as it was at its `rev`. */
export const quoteSchema = z.extend(
  z.pick(messageSchema, {
    id: true,
    seq: true,
    rev: true,
    author: true,
    customEmoji: true,
    deletedAt: true,
    rootId: true,
    inRoom: true,
  }),
  {
    /** The words of the message and what it shares, in short; "" once it is deleted. */
    text: z.string(),
  },
);
export type Quote = z.infer<typeof quoteSchema>;

/** The last message of a room as the chat list shows it. `body` is the words of its text on one line, cut to PREVIEW_MAX. */
export const messagePreviewSchema = z.extend(
  z.pick(messageSchema, {
    id: true,
    seq: true,
    kind: true,
    body: true,
    author: true,
    system: true,
    createdAt: true,
    deletedAt: true,
  }),
  {
    /** The message's files in words, such as `Photo` or `3 files`; "" where it has none. */
    shared: z.string(),
  },
);
export type MessagePreview = z.infer<typeof messagePreviewSchema>;

/** A page of history, ascending by seq. The page is at least as new as `rev` of the room. */
export const historyReplySchema = z.object({
  messages: z.array(messageSchema),
  /** Quotes of the messages that replies on this page answer and that are not on the page themselves. */
  quotes: z.array(quoteSchema),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  rev: z.int().check(z.nonnegative()),
});
export type HistoryPage = z.infer<typeof historyReplySchema>;

/** A page of changes, ascending by rev. With `hasMore` a client asks again from `rev`, or for the newest page where `roomRev` is far ahead. */
export const changesReplySchema = z.object({
  messages: z.array(messageSchema),
  quotes: z.array(quoteSchema),
  rev: z.int().check(z.nonnegative()),
  roomRev: z.int().check(z.nonnegative()),
  hasMore: z.boolean(),
});
export type ChangesPage = z.infer<typeof changesReplySchema>;

export const messageReplySchema = z.object({ message: messageSchema });
