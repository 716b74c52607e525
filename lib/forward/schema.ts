import { namedRoomSchema } from "../rooms/named-room.ts";
import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** Where a copy came from, as far as the reader may know it. */
const sourceSchema = z.object({
  room: namedRoomSchema,
  /** The message itself, for members of its room, until it is deleted. */
  message: z.nullable(z.object({ seq: z.int(), rootId: z.nullable(idSchema) })),
});

/** What a message passes on: the words of another one as they were when it was forwarded. The files are the message's own. */
export const forwardedSchema = z.object({
  body: z.string(),
  author: authorSchema,
  sentAt: z.iso.datetime(),
  /** Only in replies, because events go to everybody; null for whoever may not see the room that it came from. */
  source: z.optional(z.nullable(sourceSchema)),
});
export type Forwarded = z.infer<typeof forwardedSchema>;
