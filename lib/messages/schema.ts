import { attachmentsSchema, fileSchema } from "../files/schema.ts";
import { digits, paragraphs } from "../text.ts";
import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** In code points, without blank lines before the text and space behind it. */
export const BODY_MAX = 8000;
export const PREVIEW_MAX = 140;
export const PAGE_MAX = 100;
export const PAGE_DEFAULT = 50;

export const bodySchema = paragraphs("The message", 1, BODY_MAX);
/** Files need no words. */
const bodyWithFilesSchema = paragraphs("The message", 0, BODY_MAX);

/** The idempotency key of a send, chosen by the sender; a UUID in our own client. */
const clientIdSchema = z
  .string("clientId must be text.")
  .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, "clientId must be 1 to 64 letters, digits, - or _."));

/** Somebody as they were called then; pictures change. */
const namedSchema = z.omit(authorSchema, { pictureId: true });

/** What a SYSTEM message tells. Its author is who did it; `people` are those to whom it was done. */
export const systemEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("created") }),
  z.object({ type: z.literal("joined") }),
  z.object({ type: z.literal("left") }),
  z.object({ type: z.literal("added"), people: z.array(namedSchema) }),
  z.object({ type: z.literal("removed"), people: z.array(namedSchema) }),
  z.object({ type: z.literal("renamed"), name: z.string() }),
  z.object({ type: z.literal("picture"), removed: z.boolean() }),
  z.object({ type: z.literal("topic"), topic: z.string() }),
  z.object({ type: z.literal("converted"), kind: z.enum(["OPEN", "PRIVATE"]) }),
  z.object({ type: z.literal("archived") }),
  z.object({ type: z.literal("unarchived") }),
  z.object({
    type: z.literal("role"),
    people: z.array(namedSchema),
    role: z.enum(["OWNER", "MODERATOR", "MEMBER"]),
  }),
  /** Its author owns the room now, because its only owner cannot log in any more. */
  z.object({ type: z.literal("inherited") }),
]);
export type SystemEvent = z.infer<typeof systemEventSchema>;

export const messageSchema = z.object({
  id: idSchema,
  roomId: idSchema,
  seq: z.int().check(z.positive()),
  rev: z.int().check(z.positive()),
  kind: z.enum(["USER", "SYSTEM"]),
  /** "" once deleted; a plain sentence on SYSTEM messages. */
  body: z.string(),
  author: authorSchema,
  clientId: z.nullable(z.string()),
  system: z.nullable(systemEventSchema),
  replyToId: z.nullable(idSchema),
  /** In the sender's order; [] once deleted. */
  files: z.array(fileSchema),
  createdAt: z.iso.datetime(),
  editedAt: z.nullable(z.iso.datetime()),
  deletedAt: z.nullable(z.iso.datetime()),
});
export type Message = z.infer<typeof messageSchema>;

/** What a reply shows of the message that it answers, in the state of that message's `rev`. */
const quoteSchema = z.extend(z.pick(messageSchema, { id: true, seq: true, rev: true, author: true, deletedAt: true }), {
  /** Its words and what it shares, in short; "" once deleted. */
  text: z.string(),
});
export type Quote = z.infer<typeof quoteSchema>;

/** The last message of a room as the chat list shows it: its body is the words of the text on one line, cut to PREVIEW_MAX, and its files are told in words. */
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
    /** Its files in words, such as `Photo` or `3 files`; "" when it has none. */
    shared: z.string(),
  },
);
export type MessagePreview = z.infer<typeof messagePreviewSchema>;

export const sendInputSchema = z
  .object({
    body: z._default(bodyWithFilesSchema, ""),
    clientId: z.optional(clientIdSchema),
    replyToId: z.nullish(idSchema),
    files: z._default(attachmentsSchema, []),
  })
  .check(
    z.refine((input) => input.body !== "" || input.files.length > 0, {
      error: "The message is empty.",
      path: ["body"],
    }),
  );
/** What a caller gives: `files` may be left out. */
export type SendInput = z.input<typeof sendInputSchema>;

/** Empty only where the message has files; the command knows. */
export const editInputSchema = z.object({ body: bodyWithFilesSchema });
export type EditInput = z.infer<typeof editInputSchema>;

const COUNTER_MAX = 2_147_483_647;
const cursor = z.optional(digits(0, COUNTER_MAX));
const limit = z._default(digits(1, PAGE_MAX), PAGE_DEFAULT);

export const historyQuerySchema = z
  .object({
    before: cursor,
    after: cursor,
    around: cursor,
    /** Only the viewer's own message that was sent with it, if there is one. */
    clientId: z.optional(clientIdSchema),
    limit,
  })
  .check(
    z.refine((q) => [q.before, q.after, q.around, q.clientId].filter((v) => v !== undefined).length <= 1, {
      error: "Give one of before, after, around and clientId.",
      path: ["before"],
    }),
  );
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

export const changesQuerySchema = z.object({
  since: digits(0, COUNTER_MAX),
  limit,
});
export type ChangesQuery = z.infer<typeof changesQuerySchema>;

/** Ascending by seq. `rev` is a value of the room's clock that the page is at least as new as. */
export const historyReplySchema = z.object({
  messages: z.array(messageSchema),
  /** The originals of replies on this page that are not on it themselves. */
  quotes: z.array(quoteSchema),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  rev: z.int().check(z.nonnegative()),
});
export type HistoryPage = z.infer<typeof historyReplySchema>;

/**
 * Ascending by rev. With `hasMore`, ask again with since = rev; how far the room's clock is ahead tells whether that is
 * worth it, or the newest page is quicker.
 */
export const changesReplySchema = z.object({
  messages: z.array(messageSchema),
  quotes: z.array(quoteSchema),
  rev: z.int().check(z.nonnegative()),
  roomRev: z.int().check(z.nonnegative()),
  hasMore: z.boolean(),
});
export type ChangesPage = z.infer<typeof changesReplySchema>;

export const messageReplySchema = z.object({ message: messageSchema });
