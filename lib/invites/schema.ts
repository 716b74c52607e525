import { z } from "zod";
import { idSchema } from "../users/schema.ts";

export const INVITE_DAYS_MAX = 365;
export const INVITE_USES_MAX = 1000;

/** A link by which people register where registration is by invitation. */
export const inviteSchema = z.strictObject({
  id: idSchema,
  code: z.string(),
  url: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  maxUses: z.int().positive(),
  uses: z.int().nonnegative(),
});
export type Invite = z.infer<typeof inviteSchema>;

export const createInviteInputSchema = z.object({
  expiresInDays: z.number().int().min(1).max(INVITE_DAYS_MAX).default(7),
  maxUses: z.number().int().min(1).max(INVITE_USES_MAX).default(10),
});
export type CreateInviteInput = z.infer<typeof createInviteInputSchema>;

export const inviteReplySchema = z.strictObject({ invite: inviteSchema });
export const invitesReplySchema = z.strictObject({ invites: z.array(inviteSchema) });
