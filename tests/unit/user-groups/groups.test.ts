// The limits of groups, and names that are given at the same time (docs/reliability.md T6).
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { addGroup, changeGroup } from "@/lib/user-groups/commands.ts";
import { loadOwnNames } from "@/lib/user-groups/own-names.ts";
import { listGroups } from "@/lib/user-groups/queries.ts";
import { GROUP_MEMBERS_MAX, GROUPS_MAX } from "@/lib/user-groups/schema.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer;
let grace: RegisteredViewer;
beforeAll(async () => {
  await openDoors();
  ada = await signUp("ada");
  grace = await signUp("grace");
}, START_MS);
afterAll(closeDoors);

const handle = (n: number) => `filler${n}`;

test("their number has a limit, which the refusal says", async () => {
  const data = Array.from({ length: GROUPS_MAX }, (_, n) => ({
    ...{ id: `g${n}`, handle: handle(n), handleKey: handle(n), handleSkeleton: handle(n) },
    ...{ name: "Filler", createdAt: new Date() },
  }));
  await write((tx) => tx.userGroup.createMany({ data }));
  await expect(addGroup(ada, { handle: "next", name: "Next" })).rejects.toMatchObject({
    code: "conflict",
    message: "There are 200 groups. Delete one first.",
  });
  expect(await listGroups(grace, {})).toHaveLength(GROUPS_MAX);
  await write((tx) => tx.userGroup.deleteMany({}));
});

test("so many people are in a group, and those who are in it already count once", async () => {
  const { id } = await addGroup(ada, { handle: "crowd", name: "Crowd", userIds: [grace.id, grace.id] });
  const key = (n: number) => ({ username: `p${n}`, usernameKey: `p${n}`, displayName: `P${n}`, passwordHash: "" });
  const people = Array.from({ length: GROUP_MEMBERS_MAX }, (_, n) => ({ id: `p${n}`, ...key(n) }));
  await write(async (tx) => {
    await tx.user.createMany({ data: people });
    await tx.userGroupMember.createMany({ data: people.slice(1).map((one) => ({ groupId: id, userId: one.id })) });
  });
  expect((await changeGroup(ada, id, { add: [grace.id, "p1"] })).memberCount).toBe(GROUP_MEMBERS_MAX);
  expect(await refusal(changeGroup(ada, id, { add: ["p0"] }))).toBe("conflict");
  expect((await changeGroup(ada, id, { remove: ["p1"] })).memberCount).toBe(GROUP_MEMBERS_MAX - 1);
  expect((await changeGroup(ada, id, { add: ["p0"] })).memberCount).toBe(GROUP_MEMBERS_MAX);
});

test("of a person and a group that come with one name at once one is refused, whichever is first", async () => {
  for (let n = 0; n < 10; n++) {
    const name = `twin${n}`;
    const asked = [signUp(name), addGroup(ada, { handle: name.toUpperCase(), name: "Twin" })];
    expect((await Promise.all(asked.map(refusal))).toSorted()).toEqual(["done", "invalid"]);
  }
});

test("of two groups with one handle at once one is made", async () => {
  const asked = ["same", "SAME"].map((one) => refusal(addGroup(ada, { handle: one, name: "Same" })));
  expect((await Promise.all(asked)).toSorted()).toEqual(["done", "invalid"]);
  expect(await refusal(changeGroup(ada, "@crowd", { handle: "same" }))).toBe("invalid");
});

test("a folded handle calls its members, and who is no administrator any more changes nothing", async () => {
  await addGroup(ada, { handle: "Straße", name: "Street", userIds: [grace.id] });
  expect(await loadOwnNames(grace)).toEqual(["grace", "crowd", "strasse"]);
  await write((tx) => tx.user.updateMany({ where: { id: ada.id }, data: { role: "MEMBER" } }));
  expect(await refusal(addGroup(ada, { handle: "late", name: "Late" }))).toBe("forbidden");
  expect(await db().userGroup.count({ where: { handleKey: "late" } })).toBe(0);
});
