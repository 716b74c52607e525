import { memberRoleSchema } from "../rooms/schema.ts";
import { digits } from "../text.ts";
import { idSchema, userSchema } from "../users/schema.ts";
import * as z from "../z.ts";

const MEMBERS_PAGE_MAX = 1000;
const ADD_MEMBERS_MAX = 200;

const memberSchema = z.object({
  user: userSchema,
  role: memberRoleSchema,
  joinedAt: z.iso.datetime(),
  /** Whether the person's account is disabled, so that they cannot log in. */
  disabled: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

/** `{}` makes the viewer join; `userIds` adds people. */
export const addMembersInputSchema = z.object({
  userIds: z.optional(
    z.array(idSchema).check(z.minLength(1, "Choose at least one person."), z.maxLength(ADD_MEMBERS_MAX)),
  ),
});

export const changeRoleInputSchema = z.object({ role: memberRoleSchema });

export const membersQuerySchema = z.object({
  offset: z._default(digits(0, 1_000_000), 0),
  limit: z._default(digits(1, MEMBERS_PAGE_MAX), MEMBERS_PAGE_MAX),
});
export type MembersQuery = z.infer<typeof membersQuerySchema>;

/** How many rooms in common a profile lists. */
export const COMMON_ROOMS_MAX = 20;

/** An id, or a username after an @, as people write it. */
export const personRefSchema = z.union([idSchema, z.string().check(z.regex(/^@.{1,64}$/u, "That is no username."))]);
/** The room in which the viewer meets the person. */
export const profileQuerySchema = z.object({ roomId: z.optional(idSchema) });

/** A person as the viewer meets them. */
const profileSchema = z.object({
  user: userSchema,
  /** Whether the account is disabled, so that the person cannot log in. */
  disabled: z.boolean(),
  /** The rooms that both are in, newest activity first; COMMON_ROOMS_MAX at most. Empty for oneself. */
  rooms: z.array(z.object({ id: idSchema, name: z.string(), kind: z.enum(["OPEN", "PRIVATE"]) })),
  hasMoreRooms: z.boolean(),
  /** The person's membership in the room of the query; null without one, and where they are not in it. */
  member: z.nullable(memberSchema),
});
export type Profile = z.infer<typeof profileSchema>;
export const profileReplySchema = z.object({ profile: profileSchema });

/** Owners and moderators first, then by name. */
export const membersReplySchema = z.object({ members: z.array(memberSchema), hasMore: z.boolean() });
export const memberReplySchema = z.object({ member: memberSchema });
