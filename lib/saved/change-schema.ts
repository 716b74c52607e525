import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** On one's own channel: what is saved of a message changed, or the reminder of it came. A file of its own, because every page has it. */
export const savedChangeSchema = z.object({ messageId: idSchema, reminded: z.optional(z.literal(true)) });
