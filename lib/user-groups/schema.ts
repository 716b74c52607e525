import { singleLine } from "../text.ts";
import { authorSchema, idSchema, nameAfterAt } from "../users/schema.ts";
import * as z from "../z.ts";

/** How many groups there can be. */
export const GROUPS_MAX = 200;
/** How many people can be in a group. */
export const GROUP_MEMBERS_MAX = 500;
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

const groupSchema = z.object({
  id: idSchema,
  /** What stands behind the @, as its administrator wrote it. */
  handle: z.string(),
  name: z.string(),
  memberCount: z.int(),
  /** How many of its members, other than the viewer, are in the room that was asked about. */
  reach: z.optional(z.int()),
});
export type UserGroup = z.infer<typeof groupSchema>;

/** In the order of their handles; GROUPS_MAX at most. */
export const groupsReplySchema = z.object({ groups: z.array(groupSchema) });
export const groupReplySchema = z.object({ group: groupSchema });
/** The members by name; GROUP_MEMBERS_MAX at most. */
export const groupMembersReplySchema = z.object({ group: groupSchema, members: z.array(authorSchema) });
export type GroupMembers = z.infer<typeof groupMembersReplySchema>;
