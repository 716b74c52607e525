import { roomSchema } from "../rooms/schema.ts";
import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

const INVITE_DAYS_MAX = 365;
export const INVITE_USES_MAX = 1000;

/** A link with which people register where registration is by invitation. */
const inviteSchema = z.object({
  id: idSchema,
  code: z.string(),
  url: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  maxUses: z.int().check(z.positive()),
  uses: z.int().check(z.nonnegative()),
});
export type Invite = z.infer<typeof inviteSchema>;

function wholeNumber(what: string, unit: string, max: number) {
  const message = `${what} 1 to ${max} ${unit}.`;
  return z.int(message).check(z.minimum(1, message), z.maximum(max, message));
}

export const createInviteInputSchema = z.object({
  expiresInDays: z._default(wholeNumber("An invitation lasts", "days", INVITE_DAYS_MAX), 7),
  maxUses: z._default(wholeNumber("An invitation is for", "people", INVITE_USES_MAX), 10),
});
export type CreateInviteInput = z.infer<typeof createInviteInputSchema>;

export const acceptInviteInputSchema = z.object({ code: z.string().check(z.minLength(1), z.maxLength(100)) });
export type AcceptInviteInput = z.infer<typeof acceptInviteInputSchema>;
/** The rooms that one came into: none where one was in all of them. */
export const acceptInviteReplySchema = z.object({ rooms: z.array(roomSchema) });

export const inviteReplySchema = z.object({ invite: inviteSchema });
export const invitesReplySchema = z.object({ invites: z.array(inviteSchema) });
