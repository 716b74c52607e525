import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { db, sql } from "../db/doors.ts";
import { sqlNames } from "../db/sql.ts";
import { invalidField } from "../errors.ts";
import { foldName } from "../text.ts";
import type { PeopleQuery } from "./query-schema.ts";
import { ACTIVE, toUser, type UserRow, userSelect } from "./rows.ts";
import type { User } from "./schema.ts";
import { nameContains } from "./search.ts";

/** Lists the active people whose username or display name contains the query, by name. */
export async function listPeople(_viewer: Viewer, { q, limit }: PeopleQuery): Promise<User[]> {
  const rows = await sql.all<UserRow>`
    SELECT ${COLUMNS} FROM "User" WHERE "disabledAt" IS NULL AND "deletedAt" IS NULL AND ${nameContains(q)}
    ORDER BY "displayName", "id" LIMIT ${limit}`;
  return rows.map(toUser);
}

/** Finds the ids of people by their usernames. Throws `invalid` for the field `people` when somebody cannot be reached. */
export async function listIdsByUsername(_viewer: Viewer, usernames: string[]): Promise<string[]> {
  const keys = usernames.map(foldName);
  const found = await db().user.findMany({
    where: { usernameKey: { in: keys }, ...ACTIVE },
    select: { id: true, usernameKey: true },
  });
  const missing = usernames.find((_, index) => !found.some(({ usernameKey }) => usernameKey === keys[index]));
  if (missing !== undefined) throw invalidField("people", `Nobody here has the username ${missing}.`);
  return found.map(({ id }) => id);
}

const COLUMNS = sqlNames(Object.keys(userSelect));

/** Returns who may register now. The first person always may, and becomes the administrator. */
export async function getRegistrationState(): Promise<{ mode: "open" | "invite" | "closed"; firstPerson: boolean }> {
  const [someone] = await sql.all<{ id: string }>`SELECT "id" FROM "User" LIMIT 1`;
  return { mode: getConfig().registration, firstPerson: someone === undefined };
}
