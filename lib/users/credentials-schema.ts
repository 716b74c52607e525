import { RESERVED_MENTIONS } from "../messages/text/group-mentions.ts";
import { foldName, isInvisible, isStorable, lengthOf } from "../text.ts";
import * as z from "../z.ts";
import { PASSWORD_MIN, USERNAME_MAX, USERNAME_MIN } from "./limits.ts";
import { displayNameSchema } from "./profile-schema.ts";
import { idSchema, userSchema } from "./schema.ts";

const PASSWORD_MAX = 256;

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

export const passwordChangeInputSchema = z.object({
  currentPassword: loginInputSchema.shape.password,
  newPassword: passwordSchema,
});
export type PasswordChangeInput = z.infer<typeof passwordChangeInputSchema>;

/** The password again, before actions that need a confirmation. */
export const confirmationInputSchema = z.object({ password: loginInputSchema.shape.password });
export type ConfirmationInput = z.infer<typeof confirmationInputSchema>;

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

export const loginReplySchema = z.object({ user: userSchema, token: z.string() });
export const registerReplySchema = z.extend(loginReplySchema, { generatedPassword: z.optional(z.string()) });
export const sessionsReplySchema = z.object({ sessions: z.array(sessionSchema) });
