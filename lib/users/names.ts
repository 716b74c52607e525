import "server-only";
import { type SqlTx, sql, type Tx, write, writeSql } from "../db/doors.ts";
import { toUser, userSelect } from "./rows.ts";
import { type User, withUsername } from "./schema.ts";
import { skeletonOf } from "./skeleton.ts";

/** The columns by which a username and a display name are compared with everybody's. */
export function nameColumns(username: string, displayName: string) {
  return { usernameSkeleton: skeletonOf(username), displayName, chosenName: null, nameKey: skeletonOf(displayName) };
}

/**
 * Shows the username beside each display name that looks like one of `keys` and like somebody else's name, and takes it
 * away where it is not needed any more, inside the caller's transaction: the name that everybody sees is decided here and
 * nowhere else. Call it with what the names of whoever came, went or was renamed looked and look like, and publish those
 * that are returned.
 */
export async function settleNames(tx: Tx, keys: readonly string[]): Promise<User[]> {
  const changed: User[] = [];
  for (const nameKey of new Set(keys.filter((key) => key !== ""))) {
    // Of a thousand people of one name all but the newest have theirs already: two are enough to know.
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

/** People whose names are looked at in one transaction. */
const AT_ONCE = 500;

type Unlooked = { id: string; username: string; displayName: string; nameKey: string | null };

/**
 * Fills in what the names of those look like who came before it was asked. Of two usernames that look alike the older has
 * the skeleton; the other stays as it is, and whoever has it.
 */
export async function fillNameKeys(): Promise<void> {
  const people = await sql.all<Unlooked>`
    SELECT "id", "username", "displayName", "nameKey" FROM "User"
    WHERE "deletedAt" IS NULL AND ("nameKey" IS NULL OR "usernameSkeleton" IS NULL) ORDER BY "createdAt", "id"`;
  for (let from = 0; from < people.length; from += AT_ONCE)
    await writeSql((tx) => fillSome(tx, people.slice(from, from + AT_ONCE)));
  if (people.some((one) => one.nameKey === null)) await settleAll();
}

async function fillSome(tx: SqlTx, people: Unlooked[]): Promise<void> {
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
  for (const { nameKey } of shared) await write((tx) => settleNames(tx, [nameKey]));
}
