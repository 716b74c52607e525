import * as z from "../z.ts";

export const idSchema = z.string().check(z.regex(/^[a-z0-9]{1,32}$/, "That is not an id."));

/** What somebody does just now. The defaults are for replies of a server before emoji and ends. */
const statusSchema = z.object({
  statusText: z.string(),
  /** One emoji, or empty. */
  statusEmoji: z._default(z.string(), ""),
  /** When the status ends by itself, or null. */
  statusUntil: z._default(z.nullable(z.iso.datetime()), null),
});
export type Status = z.infer<typeof statusSchema>;

/** A person as everybody signed in may see them. */
export const userSchema = z.object({
  id: idSchema,
  username: z.string(),
  /** Ends with ` (@username)` when another person's display name looks the same. */
  displayName: z.string(),
  ...statusSchema.shape,
  /** Until when nothing is to interrupt them, or null. The default is for replies of a server before that. */
  doNotDisturbUntil: z._default(z.nullable(z.iso.datetime()), null),
  /** The IANA name of the time zone that their browser was in last, or null. */
  timeZone: z._default(z.nullable(z.string()), null),
  role: z.enum(["ADMIN", "MEMBER"]),
  /** The id of the picture's file, which everybody signed in may load at /api/files/<id>. */
  pictureId: z.nullable(idSchema),
});
export type User = z.infer<typeof userSchema>;

type Named = Pick<User, "username" | "displayName">;

/** Formats a display name with the username, as the server does for names that look alike. */
export function withUsername({ username, displayName }: Named): string {
  return `${displayName} (@${username})`;
}

/**
 * Returns the display name without the username, for where the username is shown beside it, or where the person edits
 * it.
 */
export function plainName({ username, displayName }: Named): string {
  const more = ` (@${username})`;
  return displayName.endsWith(more) ? displayName.slice(0, -more.length) : displayName;
}

/** A person as named on a message or in a list. */
export const authorSchema = z.pick(userSchema, { id: true, username: true, displayName: true, pictureId: true });
export type Author = z.infer<typeof authorSchema>;

export const userReplySchema = z.object({ user: userSchema });

/** What calls somebody: the folded names, of themselves and of the groups that they are in. */
const ownCallsSchema = z.object({ names: z.array(z.string()) });
export type OwnCalls = z.infer<typeof ownCallsSchema>;
export const meReplySchema = z.object({ user: userSchema, calls: ownCallsSchema });
export const usersReplySchema = z.object({ users: z.array(userSchema) });
