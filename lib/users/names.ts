import "server-only";
import { type SqlTx, sql, type Tx, write, writeSql } from "../db/doors.ts";
import { skeletonOf } from "./confusable-skeleton.ts";
import { toUser, userSelect } from "./rows.ts";
import { type User, withUsername } from "./schema.ts";

/** Returns the columns by which usernames and display names are compared for likeness. */
export function nameColumns(username: string, displayName: string) {
  return { usernameSkeleton: skeletonOf(username), displayName, chosenName: null, nameKey: skeletonOf(displayName) };
}

/**
 * Adds the username to each display name that looks like one of `keys` and like somebody else's name, and removes it
 * where it is not needed any more, inside the caller's transaction. No other function decides which name everybody
 * sees. Call it with the keys of the names before and after a change, and publish the people that it returns.
 */
export async function updateSharedNames(tx: Tx, keys: readonly string[]): Promise<User[]> {
  const changed: User[] = [];
  for (const nameKey of new Set(keys.filter((key) => key !== ""))) {
    // Two rows suffice: of a thousand people with one name, all but the newest have their username added already.
    const some = await tx.user.findMany({ where: { nameKey }, select: { id: true }, take: 2 });
    const namesake = await tx.user.findUnique({ where: { usernameSkeleton: nameKey }, select: { id: true } });
    const isShared = some.length > 1 || (namesake !== null && some.some((one) => one.id !== namesake.id));
    const wrong = isShared ? { chosenName: null } : { chosenName: { not: null } };
    const people = await tx.user.findMany({
      where: { nameKey, ...wrong },
      select: { ...userSelect, chosenName: true },
    });
    for (const { chosenName, ...user } of people) {
      const displayName = isShared ? withUsername(user) : (chosenName ?? user.displayName);
      const data = { displayName, chosenName: isShared ? user.displayName : null };
      await tx.user.updateMany({ where: { id: user.id }, data });
      changed.push(toUser({ ...user, displayName }));
    }
  }
  return changed;
}

/** The number of people whose names are compared in one transaction. */
const NAMES_BATCH_SIZE = 500;

type WithoutNameKey = { id: string; username: string; displayName: string; nameKey: string | null };

/**
 * Fills in the skeletons of people from before this column existed. Of two usernames that look alike, the older gets
 * the skeleton, and the other keeps none.
 */
export async function backfillNameKeys(): Promise<void> {
  const people = await sql.all<WithoutNameKey>`
    SELECT "id", "username", "displayName", "nameKey" FROM "User"
    WHERE "deletedAt" IS NULL AND ("nameKey" IS NULL OR "usernameSkeleton" IS NULL) ORDER BY "createdAt", "id"`;
  for (let from = 0; from < people.length; from += NAMES_BATCH_SIZE)
    await writeSql((tx) => fillSome(tx, people.slice(from, from + NAMES_BATCH_SIZE)));
  if (people.some((one) => one.nameKey === null)) await settleAll();
}

async function fillSome(tx: SqlTx, people: WithoutNameKey[]): Promise<void> {
  for (const { id, username, displayName, nameKey } of people) {
    const skeleton = skeletonOf(username);
    await tx.sql.run`
      UPDATE "User" SET "usernameSkeleton" = ${skeleton} WHERE "id" = ${id} AND "usernameSkeleton" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "User" o WHERE o."usernameSkeleton" = ${skeleton})`;
    if (nameKey === null)
      await tx.sql
        .run`UPDATE "User" SET "nameKey" = ${skeletonOf(displayName)} WHERE "id" = ${id} AND "nameKey" IS NULL`;
  }
}

async function settleAll(): Promise<void> {
  const shared = await sql.all<{ nameKey: string }>`
    SELECT u."nameKey" FROM "User" u JOIN "User" o ON o."nameKey" = u."nameKey" AND o."id" <> u."id" WHERE u."chosenName" IS NULL
    UNION SELECT u."nameKey" FROM "User" u JOIN "User" o ON o."usernameSkeleton" = u."nameKey" AND o."id" <> u."id"
    WHERE u."chosenName" IS NULL`;
  for (const { nameKey } of shared) await write((tx) => updateSharedNames(tx, [nameKey]));
}
