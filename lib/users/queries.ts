import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { db, sql } from "../db/doors.ts";
import { sqlNames } from "../db/sql.ts";
import { toUser, userSelect } from "./rows.ts";
import type { PeopleQuery, User } from "./schema.ts";
import { nameContains } from "./search.ts";

/** Lists the active people whose username or display name contains the query, by name. */
export async function listPeople(_viewer: Viewer, { q, limit }: PeopleQuery): Promise<User[]> {
  const rows = await sql.all<User>`
    SELECT ${COLUMNS} FROM "User" WHERE "disabledAt" IS NULL AND "deletedAt" IS NULL AND ${nameContains(q)}
    ORDER BY "displayName", "id" LIMIT ${limit}`;
  return rows.map(toUser);
}

const COLUMNS = sqlNames(Object.keys(userSelect));

/** Returns who may register now. The first person always may, and becomes the administrator. */
export async function getRegistrationState(): Promise<{ mode: "open" | "invite" | "closed"; firstPerson: boolean }> {
  const someone = await db().user.findFirst({ select: { id: true } });
  return { mode: getConfig().registration, firstPerson: someone === null };
}
