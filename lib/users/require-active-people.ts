import "server-only";
import { db, type Tx } from "../db/doors.ts";
import { invalidField } from "../errors.ts";
import { ACTIVE } from "./rows.ts";

/** Throws `invalid` when one of these people does not exist or cannot log in: nobody adds or writes to them. */
export async function requireActivePeople(userIds: readonly string[], tx?: Tx): Promise<void> {
  const wanted = [...new Set(userIds)];
  const found = await (tx ?? db()).user.count({ where: { id: { in: wanted }, ...ACTIVE } });
  if (found !== wanted.length) throw invalidField("userIds", "One of these people is not here.");
}
