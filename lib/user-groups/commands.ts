import "server-only";
import { requireStillAdministrator } from "../accounts/administrator.ts";
import { canAdminister } from "../accounts/policy.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { type Tx, write } from "../db/doors.ts";
import { isUniqueViolation } from "../db/errors.ts";
import { sqlList } from "../db/sql.ts";
import { AppError, invalidField } from "../errors.ts";
import { createId } from "../ids.ts";
import { requireActivePeople } from "../users/require-active-people.ts";
import { announceGroups } from "./announce.ts";
import { handleColumns, LOOKS_TAKEN, requireFreeHandle, TAKEN } from "./handles.ts";
import type { AddGroupInput, ChangeGroupInput } from "./input-schema.ts";
import { getGroup } from "./queries.ts";
import { GROUP_MEMBERS_MAX, GROUPS_MAX, type UserGroup } from "./schema.ts";

const FORBIDDEN = new AppError("forbidden", "Only administrators make and change groups.");
const FULL = new AppError("conflict", `There are ${GROUPS_MAX} groups. Delete one first.`);
const LARGE = new AppError("conflict", `A group can have at most ${GROUP_MEMBERS_MAX} people.`);

/**
 * Makes a group, with these people in it. Throws `forbidden` for other than administrators, `invalid` for a handle that a person or
 * another group has, or that looks like one, and for people who are not here, and `conflict` above GROUPS_MAX.
 */
export async function addGroup(viewer: Viewer, { handle, name, userIds = [] }: AddGroupInput): Promise<UserGroup> {
  const id = createId();
  const group = await change(viewer, async (tx) => {
    if ((await tx.userGroup.count()) >= GROUPS_MAX) throw FULL;
    await requireFreeHandle(tx, handle);
    await tx.userGroup.create({ data: { id, ...handleColumns(handle), name, createdAt: new Date() } });
    await addPeople(tx, id, userIds);
    return getGroup(id, tx);
  });
  announceGroups(userIds);
  return group;
}

/**
 * Changes what a group is called and who is in it. What was written before keeps its words. Throws as `addGroup`, `not_found`, and
 * `conflict` above GROUP_MEMBERS_MAX.
 */
export async function changeGroup(viewer: Viewer, ref: string, input: ChangeGroupInput): Promise<UserGroup> {
  const { handle, name, add = [], remove = [] } = input;
  const { group, renamed } = await change(viewer, async (tx) => {
    const { id } = await getGroup(ref, tx);
    if (handle !== undefined) await requireFreeHandle(tx, handle, id);
    await tx.userGroup.updateMany({
      where: { id },
      data: { ...(handle !== undefined && handleColumns(handle)), name },
    });
    await tx.userGroupMember.deleteMany({ where: { groupId: id, userId: { in: [...remove] } } });
    await addPeople(tx, id, add);
    return { group: await getGroup(id, tx), renamed: handle === undefined ? [] : await listPeople(tx, id) };
  });
  announceGroups([...new Set([...add, ...remove, ...renamed])]);
  return group;
}

/** Deletes a group: its handle calls nobody any more, and can be given anew. Throws `forbidden` and `not_found`. */
export async function deleteGroup(viewer: Viewer, ref: string): Promise<void> {
  const people = await change(viewer, async (tx) => {
    const { id } = await getGroup(ref, tx);
    const people = await listPeople(tx, id);
    await tx.userGroup.deleteMany({ where: { id } });
    return people;
  });
  announceGroups(people);
}

/** Runs `changing` in a transaction that asks again whether the viewer is an administrator. */
async function change<T>(viewer: Viewer, changing: (tx: Tx) => Promise<T>): Promise<T> {
  if (!canAdminister(viewer)) throw FORBIDDEN;
  return write(async (tx) => {
    await requireStillAdministrator(tx, viewer, FORBIDDEN);
    return changing(tx);
  }).catch(refuseTakenHandle);
}

/** The unique keys decide between two groups that are made at once. */
function refuseTakenHandle(error: unknown): never {
  if (isUniqueViolation(error, "handleKey")) throw invalidField("handle", TAKEN);
  if (isUniqueViolation(error, "handleSkeleton")) throw invalidField("handle", LOOKS_TAKEN);
  throw error;
}

async function addPeople(tx: Tx, groupId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await requireActivePeople(userIds, tx);
  await tx.sql.run`
    INSERT INTO "UserGroupMember" ("groupId", "userId")
    SELECT ${groupId}, u."id" FROM "User" u WHERE u."id" IN ${sqlList(userIds)}
    ON CONFLICT ("groupId", "userId") DO NOTHING`;
  if ((await tx.userGroupMember.count({ where: { groupId } })) > GROUP_MEMBERS_MAX) throw LARGE;
}

async function listPeople(tx: Tx, groupId: string): Promise<string[]> {
  const rows = await tx.userGroupMember.findMany({ where: { groupId }, select: { userId: true } });
  return rows.map(({ userId }) => userId);
}
