import { z } from "zod";
import { idSchema } from "../users/schema.ts";

export const INVITE_DAYS_MAX = 365;
export const INVITE_USES_MAX = 1000;

/** A link by which people register where registration is by invitation. */
export const inviteSchema = z.object({
  id: idSchema,
  code: z.string(),
  url: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  maxUses: z.int().positive(),
  uses: z.int().nonnegative(),
});
export type Invite = z.infer<typeof inviteSchema>;

function wholeNumber(what: string, unit: string, max: number) {
  const message = `${what} 1 to ${max} ${unit}.`;
  return z.number(message).int(message).min(1, message).max(max, message);
}

export const createInviteInputSchema = z.object({
  expiresInDays: wholeNumber("An invitation lasts", "days", INVITE_DAYS_MAX).default(7),
  maxUses: wholeNumber("An invitation is for", "people", INVITE_USES_MAX).default(10),
});
export type CreateInviteInput = z.infer<typeof createInviteInputSchema>;

export const inviteReplySchema = z.object({ invite: inviteSchema });
export const invitesReplySchema = z.object({ invites: z.array(inviteSchema) });
