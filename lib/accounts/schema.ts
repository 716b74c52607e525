import { digits } from "../text.ts";
import { loginInputSchema, passwordSchema } from "../users/credentials-schema.ts";
import { userSchema } from "../users/schema.ts";
import * as z from "../z.ts";

export const ACCOUNTS_PAGE = 50;
const ACCOUNTS_PAGE_MAX = 100;
/** The display name of a person whose account was deleted; their username is "". */
export const DELETED_PERSON = "Deleted person";
/** The validity of a link for a new password, in hours. */
export const RESET_HOURS = 24;

/** A person as administrators see them. */
const accountSchema = z.object({
  user: userSchema,
  /** A disabled account cannot log in; its messages stay. */
  disabled: z.boolean(),
  createdAt: z.iso.datetime(),
  /** Null for a person who has not used Parley since this is recorded. */
  lastSeenAt: z.nullable(z.iso.datetime()),
});
export type Account = z.infer<typeof accountSchema>;

export const accountsQuerySchema = z.object({
  q: z._default(z.string().check(z.maxLength(100, "That search is too long.")), ""),
  offset: z._default(digits(0, 1_000_000), 0),
  limit: z._default(digits(1, ACCOUNTS_PAGE_MAX), ACCOUNTS_PAGE),
});
export type AccountsQuery = z.infer<typeof accountsQuerySchema>;

export const changeAccountInputSchema = z.object({
  role: z.optional(z.enum(["ADMIN", "MEMBER"], "role must be ADMIN or MEMBER.")),
  disabled: z.optional(z.boolean("disabled must be true or false.")),
});
export type ChangeAccountInput = z.infer<typeof changeAccountInputSchema>;

export const resetInputSchema = z.object({
  /** The code from the link. */
  code: loginInputSchema.shape.username,
  newPassword: passwordSchema,
});
export type ResetInput = z.infer<typeof resetInputSchema>;

export const accountsReplySchema = z.object({ accounts: z.array(accountSchema), hasMore: z.boolean() });
export const accountReplySchema = z.object({ account: accountSchema });
export const resetLinkReplySchema = z.object({ url: z.string(), expiresAt: z.iso.datetime() });
export type ResetLink = z.infer<typeof resetLinkReplySchema>;
