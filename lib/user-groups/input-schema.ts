// What requests about groups say. Pages do not load it: they read replies.
import { singleLine } from "../text.ts";
import { nameAfterAt } from "../users/credentials-schema.ts";
import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";
import { GROUP_MEMBERS_MAX } from "./schema.ts";

const NAME_MAX = 64;

/** What stands behind the @. */
const handleSchema = nameAfterAt("handle");
const nameSchema = singleLine("The name", 1, NAME_MAX);
const peopleSchema = z
  .array(idSchema)
  .check(z.maxLength(GROUP_MEMBERS_MAX, `A group can have at most ${GROUP_MEMBERS_MAX} people.`));

export const addGroupSchema = z.object({
  handle: handleSchema,
  name: nameSchema,
  userIds: z._default(peopleSchema, []),
});
export type AddGroupInput = z.input<typeof addGroupSchema>;

/** Who is in it already, or is not, needs not be known. */
export const changeGroupSchema = z.object({
  handle: z.optional(handleSchema),
  name: z.optional(nameSchema),
  add: z._default(peopleSchema, []),
  remove: z._default(peopleSchema, []),
});
export type ChangeGroupInput = z.input<typeof changeGroupSchema>;

/** With the room in which the viewer writes, each group says how many others of it are there. */
export const groupsQuerySchema = z.object({ roomId: z.optional(idSchema) });
export type GroupsQuery = z.infer<typeof groupsQuerySchema>;
