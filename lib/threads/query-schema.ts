import { cursorSchema, limitSchema } from "../messages/input-schema.ts";
import * as z from "../z.ts";

/** A page of a thread's replies: before, after or around a seq, or else the newest. */
export const threadQuerySchema = z
  .object({ before: cursorSchema, after: cursorSchema, around: cursorSchema, limit: limitSchema })
  .check(
    z.refine((q) => [q.before, q.after, q.around].filter((v) => v !== undefined).length <= 1, {
      error: "Give one of before, after and around.",
      path: ["before"],
    }),
  );
export type ThreadQuery = z.infer<typeof threadQuerySchema>;
