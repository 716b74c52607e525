import { z } from "zod";
import { digits, foldName, isStorable, lengthOf, line } from "../text.ts";

export const USERNAME_MIN = 2;
export const USERNAME_MAX = 32;
export const DISPLAY_NAME_MAX = 64;
export const STATUS_TEXT_MAX = 100;
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 256;
export const PEOPLE_PAGE_MAX = 100;

export const idSchema = z.string().regex(/^[a-z0-9]{1,32}$/, "That is not an id.");

/** Letters and digits of any script with `. _ -`, so that every name can be typed after an @. */
export const usernameSchema = z
  .string("The username must be text.")
  .refine(isStorable, "The username contains characters that cannot be stored.")
  .transform((name) => name.trim().normalize("NFC"))
  .refine((name) => name !== "", "Choose a username.")
  .refine(
    (name) => lengthOf(name) >= USERNAME_MIN && lengthOf(name) <= USERNAME_MAX,
    `A username has ${USERNAME_MIN} to ${USERNAME_MAX} characters.`,
  )
  .refine(
    (name) => /^[\p{L}\p{N}\p{M}._-]+$/u.test(name) && /[\p{L}\p{N}]/u.test(name),
    "A username has letters, digits and . _ - only.",
  )
  .refine((name) => !RESERVED_NAMES.has(foldName(name)), "That name is reserved. Try another.");

/** Names that would read as a mention of many. */
const RESERVED_NAMES = new Set(["here", "all", "everyone", "channel", "room", "me"]);

export const passwordSchema = z
  .string("The password must be text.")
  .refine(isStorable, "The password contains characters that cannot be stored.")
  .refine((text) => lengthOf(text) >= PASSWORD_MIN, `A password needs at least ${PASSWORD_MIN} characters.`)
  .refine((text) => lengthOf(text) <= PASSWORD_MAX, `A password can have at most ${PASSWORD_MAX} characters.`);

/** What anybody signed in may know of a person. */
export const userSchema = z.object({
  id: idSchema,
  username: z.string(),
  displayName: z.string(),
  statusText: z.string(),
  role: z.enum(["ADMIN", "MEMBER"]),
  /** The file that is their picture, for everybody signed in at /api/files/<id>. */
  pictureId: idSchema.nullable(),
});
export type User = z.infer<typeof userSchema>;

/** A person as named on a message or in a list. */
export const authorSchema = userSchema.pick({ id: true, username: true, displayName: true, pictureId: true });
export type Author = z.infer<typeof authorSchema>;

export const registerInputSchema = z.object({
  username: usernameSchema,
  /** Absent or blank: a strong one is made and shown once. */
  password: z.string("The password must be text.").nullish(),
  displayName: z.union([z.literal(""), line("The display name", 1, DISPLAY_NAME_MAX)]).optional(),
  invite: z.string().max(100).optional(),
});
export type RegisterInput = z.infer<typeof registerInputSchema>;

export const loginInputSchema = z.object({
  username: z.string("The username must be text.").min(1, "Type your username.").max(200, "That username is too long."),
  password: z
    .string("The password must be text.")
    .min(1, "Type your password.")
    .max(PASSWORD_MAX * 4, "That password is too long."),
});
export type LoginInput = z.infer<typeof loginInputSchema>;

export const profileInputSchema = z.object({
  displayName: line("The display name", 1, DISPLAY_NAME_MAX).optional(),
  statusText: line("The status", 0, STATUS_TEXT_MAX).optional(),
  /** A finished upload of one's own, sent as a picture; null takes the picture away. */
  pictureId: idSchema.nullable().optional(),
});
export type ProfileInput = z.infer<typeof profileInputSchema>;

export const passwordChangeInputSchema = z.object({
  currentPassword: loginInputSchema.shape.password,
  newPassword: passwordSchema,
});
export type PasswordChangeInput = z.infer<typeof passwordChangeInputSchema>;

export const peopleQuerySchema = z.object({
  q: z.string().max(100, "That search is too long.").default(""),
  limit: digits(1, PEOPLE_PAGE_MAX).default(50),
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

export const sessionSchema = z.object({
  id: idSchema,
  kind: z.enum(["BROWSER", "TOKEN"]),
  userAgent: z.string(),
  address: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** The session that asks. */
  current: z.boolean(),
});
export type SessionInfo = z.infer<typeof sessionSchema>;

export const userReplySchema = z.object({ user: userSchema });
export const usersReplySchema = z.object({ users: z.array(userSchema) });
export const loginReplySchema = z.object({ user: userSchema, token: z.string() });
export const registerReplySchema = loginReplySchema.extend({ generatedPassword: z.string().optional() });
export const sessionsReplySchema = z.object({ sessions: z.array(sessionSchema) });
