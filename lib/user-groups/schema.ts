import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** How many groups there can be. */
export const GROUPS_MAX = 200;
/** How many people can be in a group. */
export const GROUP_MEMBERS_MAX = 500;

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
