import type { Invite as InviteRow } from "../../prisma/generated/client.ts";
import type { Invite } from "./schema.ts";

/** Turns a row into an invitation as administrators see it. `appOrigin` is the origin of its link. */
export function toInvite(row: InviteRow, appOrigin: string): Invite {
  return {
    id: row.id,
    code: row.code,
    url: `${appOrigin}/register?invite=${row.code}`,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    maxUses: row.maxUses,
    uses: row.uses,
  };
}
