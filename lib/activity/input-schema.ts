import { momentInput, pageCursor } from "../moments.ts";
import { digits } from "../text.ts";
import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

const PAGE_MAX = 100;
const PAGE = 30;
/** So many can be ticked off by name in one request. */
const MARKED_AT_ONCE_MAX = 200;

export const activityQuerySchema = z.object({
  limit: z._default(digits(1, PAGE_MAX), PAGE),
  /** Only what is unread. */
  unread: z._default(z.enum(["true", "false"], "must be true or false"), "false"),
  /** The `next` of the previous page. */
  after: z.optional(pageCursor("That is no cursor of Activity.")),
});
export type ActivityQuery = z.infer<typeof activityQuerySchema>;

const someIdsSchema = z.array(idSchema).check(z.minLength(1), z.maxLength(MARKED_AT_ONCE_MAX));

/** Exactly one: these, all up to a moment, or back: these, or what was ticked off at a moment (the reply's `doneAt`). */
export const activityReadInputSchema = z
  .object({
    messageIds: z.optional(someIdsSchema),
    unreadIds: z.optional(someIdsSchema),
    until: z.optional(momentInput("That is no moment.")),
    undo: z.optional(momentInput("That is no moment.")),
  })
  .check(
    z.refine((input) => Object.values(input).filter((value) => value !== undefined).length === 1, {
      error: "Give messageIds, unreadIds, until or undo.",
      path: ["messageIds"],
    }),
  );
export type ActivityReadInput = z.infer<typeof activityReadInputSchema>;
