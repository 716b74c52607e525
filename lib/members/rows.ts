import type { Prisma } from "../../prisma/generated/client.ts";
import { toUser, userSelect } from "../users/rows.ts";
import type { Member } from "./schema.ts";

export const memberSelect = {
  role: true,
  joinedAt: true,
  user: { select: { ...userSelect, disabledAt: true } },
} satisfies Prisma.MembershipSelect;

export function toMember(row: Prisma.MembershipGetPayload<{ select: typeof memberSelect }>): Member {
  return {
    user: toUser(row.user),
    role: row.role,
    joinedAt: row.joinedAt.toISOString(),
    disabled: row.user.disabledAt !== null,
  };
}
