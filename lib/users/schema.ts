import { RESERVED_MENTIONS } from "../messages/text/group-mentions.ts";
import { digits, foldName, isInvisible, isStorable, lengthOf, singleLine, withoutInvisible } from "../text.ts";
import * as z from "../z.ts";

export const USERNAME_MIN = 2;
export const USERNAME_MAX = 32;
export const DISPLAY_NAME_MAX = 64;
export const STATUS_TEXT_MAX = 100;
export const PASSWORD_MIN = 8;
const PASSWORD_MAX = 256;
const PEOPLE_PAGE_MAX = 100;

export const idSchema = z.string().check(z.regex(/^[a-z0-9]{1,32}$/, "That is not an id."));

/**
 * A schema for a name that can be typed after an @: letters and digits of any script and `. _ -`. `what` is what messages call it,
 * such as "username".
 */
export function nameAfterAt(what: string) {
  return z
    .pipe(
      z
        .string(`The ${what} must be text.`)
        .check(z.refine(isStorable, `The ${what} contains characters that cannot be stored.`)),
      z.transform((name: string) => name.trim().normalize("NFC")),
    )
    .check(
      z.refine((name) => !isInvisible(name), `Choose a ${what}.`),
      z.refine(
        (name) => !/\p{Default_Ignorable_Code_Point}/u.test(name),
        `A ${what} has no characters that cannot be seen.`,
      ),
      z.refine(
        (name) => lengthOf(name) >= USERNAME_MIN && lengthOf(name) <= USERNAME_MAX,
        `A ${what} has ${USERNAME_MIN} to ${USERNAME_MAX} characters.`,
      ),
      z.refine(
        (name) => /^[\p{L}\p{N}\p{M}._-]+$/u.test(name) && /[\p{L}\p{N}]/u.test(name),
        `A ${what} has letters, digits and . _ - only.`,
      ),
      z.refine((name) => !RESERVED_MENTIONS.has(foldName(name)), "That name is reserved. Try another."),
    );
}

export const usernameSchema = nameAfterAt("username");

/**
 * Normalises a password for hashing and comparing, because keyboards write the same letter in several ways (NIST
 * 800-63B).
 */
export function normalizePassword(password: string): string {
  return password.normalize("NFKC");
}

export const passwordSchema = z
  .pipe(
    z
      .string("The password must be text.")
      .check(z.refine(isStorable, "The password contains characters that cannot be stored.")),
    z.transform(normalizePassword),
  )
  .check(
    z.refine((text) => lengthOf(text) >= PASSWORD_MIN, `A password needs at least ${PASSWORD_MIN} characters.`),
    z.refine((text) => lengthOf(text) <= PASSWORD_MAX, `A password can have at most ${PASSWORD_MAX} characters.`),
    z.refine((text) => !isInvisible(text), "A password needs more than blanks."),
  );

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

/** Only the server adds `(@name)` to display names, so nobody may write it themselves. */
const displayNameSchema = singleLine("The display name", 1, DISPLAY_NAME_MAX).check(
  z.refine(
    (name) => !/[(⟮❨]\s*@/u.test(withoutInvisible(name).normalize("NFKC")),
    "A display name has no (@…) in it: that is how people of the same name are told apart.",
  ),
);

export const registerInputSchema = z.object({
  username: usernameSchema,
  /** When absent or blank, a strong password is generated and returned once. */
  password: z.nullish(z.string("The password must be text.")),
  displayName: z.optional(z.union([z.literal(""), displayNameSchema])),
  invite: z.optional(z.string().check(z.maxLength(100))),
});
export type RegisterInput = z.infer<typeof registerInputSchema>;

export const loginInputSchema = z.object({
  username: z
    .string("The username must be text.")
    .check(z.minLength(1, "Type your username."), z.maxLength(200, "That username is too long.")),
  password: z
    .string("The password must be text.")
    .check(z.minLength(1, "Type your password."), z.maxLength(PASSWORD_MAX * 4, "That password is too long.")),
});
export type LoginInput = z.infer<typeof loginInputSchema>;

export const profileInputSchema = z.object({
  displayName: z.optional(displayNameSchema),
  statusText: z.optional(singleLine("The status", 0, STATUS_TEXT_MAX)),
  /** Empty for none. */
  statusEmoji: z.optional(z.string("Choose one emoji.").check(z.maxLength(64, "Choose one emoji."))),
  /** Null for a status that stays. A status that is changed without an end stays too. */
  statusUntil: z.nullish(z.iso.datetime("Choose a date and a time.")),
  /** Null to be disturbed again. */
  doNotDisturbUntil: z.nullish(z.iso.datetime("Choose a date and a time.")),
  timeZone: z.optional(z.string("The time zone must be text.").check(z.maxLength(64, "That is no time zone."))),
  /** The id of the viewer's finished upload of a picture; null removes the picture. */
  pictureId: z.nullish(idSchema),
});
export type ProfileInput = z.infer<typeof profileInputSchema>;

export const passwordChangeInputSchema = z.object({
  currentPassword: loginInputSchema.shape.password,
  newPassword: passwordSchema,
});
export type PasswordChangeInput = z.infer<typeof passwordChangeInputSchema>;

/** The password again, before actions that need a confirmation. */
export const confirmationInputSchema = z.object({ password: loginInputSchema.shape.password });
export type ConfirmationInput = z.infer<typeof confirmationInputSchema>;

export const peopleQuerySchema = z.object({
  q: z._default(z.string().check(z.maxLength(100, "That search is too long.")), ""),
  limit: z._default(digits(1, PEOPLE_PAGE_MAX), 50),
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

const sessionSchema = z.object({
  id: idSchema,
  kind: z.enum(["BROWSER", "TOKEN"]),
  userAgent: z.string(),
  address: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** Whether it is the session of this request. */
  current: z.boolean(),
});
export type SessionInfo = z.infer<typeof sessionSchema>;

export const userReplySchema = z.object({ user: userSchema });

/** What calls somebody: the folded names, of themselves and of the groups that they are in. */
const ownCallsSchema = z.object({ names: z.array(z.string()) });
export type OwnCalls = z.infer<typeof ownCallsSchema>;
export const meReplySchema = z.object({ user: userSchema, calls: ownCallsSchema });
export const usersReplySchema = z.object({ users: z.array(userSchema) });
export const loginReplySchema = z.object({ user: userSchema, token: z.string() });
export const registerReplySchema = z.extend(loginReplySchema, { generatedPassword: z.optional(z.string()) });
export const sessionsReplySchema = z.object({ sessions: z.array(sessionSchema) });
