import { roomMentionAllSchema } from "../rooms/mention-all.ts";
import { roomThreadsSchema } from "../threads/schema.ts";
import { authorSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** A person by the name that they had when the notice was written. The picture is left out, because it changes. */
const namedSchema = z.omit(authorSchema, { pictureId: true });

/** The event that a notice (a SYSTEM message) tells. Its author did it; `people` are those to whom it was done. */
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
  z.object({ type: z.literal("pinned") }),
  z.object({ type: z.literal("threads"), threads: roomThreadsSchema }),
  z.object({ type: z.literal("mentionAll"), mentionAll: roomMentionAllSchema }),
  z.object({ type: z.literal("archived") }),
  z.object({ type: z.literal("unarchived") }),
  z.object({
    type: z.literal("role"),
    people: z.array(namedSchema),
    role: z.enum(["OWNER", "MODERATOR", "MEMBER"]),
  }),
  /** The notice's author owns the room now, because its only owner cannot log in any more. */
  z.object({ type: z.literal("inherited") }),
]);
export type SystemEvent = z.infer<typeof systemEventSchema>;
