import { BODY_MAX, clientIdSchema } from "../messages/schema.ts";
import { roomKindSchema } from "../rooms/named-room.ts";
import { multiLine } from "../text.ts";
import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** Where a message is forwarded to, with words of one's own before it. */
export const forwardInputSchema = z.object({
  roomId: idSchema,
  body: z._default(multiLine("The comment", 0, BODY_MAX), ""),
  clientId: z.optional(clientIdSchema),
});
export type ForwardInput = z.input<typeof forwardInputSchema>;

export const forwardQuerySchema = z.object({ roomId: idSchema });

/** Who would read a forwarded message that cannot read it where it is. */
export const forwardReachReplySchema = z.object({
  reach: z.object({
    from: roomKindSchema,
    to: roomKindSchema,
    /** The members of the room that it goes to who are not in the room of the message. */
    outsiders: z.int().check(z.nonnegative()),
  }),
});
export type ForwardReach = z.infer<typeof forwardReachReplySchema>["reach"];
