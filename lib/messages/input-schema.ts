// What requests about messages say. Pages load it only where somebody edits a message.
import { attachmentsSchema } from "../files/attach-schema.ts";
import { digits, multiLine } from "../text.ts";
import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";
import { BODY_MAX, clientIdSchema, EMPTY_MESSAGE, PAGE_DEFAULT, PAGE_MAX } from "./schema.ts";

/** A message with files may have an empty body. */
const bodyWithFilesSchema = multiLine("The message", 0, BODY_MAX);

export const sendInputSchema = z
  .object({
    body: z._default(bodyWithFilesSchema, ""),
    clientId: z.optional(clientIdSchema),
    replyToId: z.nullish(idSchema),
    files: z._default(attachmentsSchema, []),
    /** The message in whose thread this is a reply. */
    rootId: z.nullish(idSchema),
    /** Whether a reply in a thread is drawn in the room, too. */
    inRoom: z.optional(z.boolean()),
  })
  .check(
    z.refine((input) => input.inRoom === undefined || typeof input.rootId === "string", {
      error: "Only a reply in a thread can say whether it is shown in the room, too.",
      path: ["inRoom"],
    }),
    z.refine((input) => input.body !== "" || input.files.length > 0, {
      error: EMPTY_MESSAGE,
      path: ["body"],
    }),
  );
/** The input of a caller of `sendMessage`; `files` may be left out. */
export type SendInput = z.input<typeof sendInputSchema>;

/** `body` may be empty only where the message has files, which `editMessage` checks. */
export const editInputSchema = z.object({ body: bodyWithFilesSchema });
export type EditInput = z.infer<typeof editInputSchema>;

const COUNTER_MAX = 2_147_483_647;
/** A seq at which a page begins or ends. */
export const cursorSchema = z.optional(digits(0, COUNTER_MAX));
export const limitSchema = z._default(digits(1, PAGE_MAX), PAGE_DEFAULT);

export const historyQuerySchema = z
  .object({
    before: cursorSchema,
    after: cursorSchema,
    around: cursorSchema,
    /** The page around the first message that was written at this moment or later. */
    at: z.optional(z.iso.datetime()),
    /** With a clientId, the page has only the viewer's own message that was sent with it, if there is one. */
    clientId: z.optional(clientIdSchema),
    limit: limitSchema,
  })
  .check(
    z.refine((q) => [q.before, q.after, q.around, q.at, q.clientId].filter((v) => v !== undefined).length <= 1, {
      error: "Give one of before, after, around, at and clientId.",
      path: ["before"],
    }),
  );
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

export const changesQuerySchema = z.object({
  since: digits(0, COUNTER_MAX),
  limit: limitSchema,
});
export type ChangesQuery = z.infer<typeof changesQuerySchema>;
