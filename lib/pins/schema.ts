import { quoteSchema } from "../messages/schema.ts";
import { authorSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** The number of pinned messages in one room. */
export const PINS_MAX = 100;

/** A pinned message in short. `message.text` is its words on one line. */
const pinSchema = z.object({
  message: quoteSchema,
  pinnedBy: authorSchema,
  pinnedAt: z.iso.datetime(),
});
export type Pin = z.infer<typeof pinSchema>;

/** All pins of a room, in the order of their messages, at least as new as `rev` of the room. */
export const pinsReplySchema = z.object({ pins: z.array(pinSchema), rev: z.int().check(z.nonnegative()) });
export type Pins = z.infer<typeof pinsReplySchema>;
