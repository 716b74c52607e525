import "server-only";
import type { Prisma } from "../../prisma/generated/client.ts";
import { db, sql } from "../db/doors.ts";
import { toUser, userSelect } from "../users/rows.ts";
import { nameContains } from "../users/search.ts";
import { type Administrator, requireAdministratorRole } from "./administrator.ts";
import type { Account, AccountsQuery } from "./schema.ts";

export const accountSelect = {
  ...userSelect,
  createdAt: true,
  lastSeenAt: true,
  disabledAt: true,
} satisfies Prisma.UserSelect;

export function toAccount(row: Prisma.UserGetPayload<{ select: typeof accountSelect }>): Account {
  return {
    user: toUser(row),
    disabled: row.disabledAt !== null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  };
}

/** Lists one page of the accounts whose names contain the query, by name, without deleted ones. Throws `forbidden`. */
export async function listAccounts(
  by: Administrator,
  { q, offset, limit }: AccountsQuery,
): Promise<{ accounts: Account[]; hasMore: boolean }> {
  requireAdministratorRole(by);
  const found = await sql.all<{ id: string }>`
    SELECT "id" FROM "User" WHERE "deletedAt" IS NULL AND ${nameContains(q)}
    ORDER BY "displayName", "id" LIMIT ${limit + 1} OFFSET ${offset}`;
  const rows = await db().user.findMany({
    where: { id: { in: found.slice(0, limit).map(({ id }) => id) } },
    orderBy: [{ displayName: "asc" }, { id: "asc" }],
    select: accountSelect,
  });
  return { accounts: rows.map(toAccount), hasMore: found.length > limit };
}
