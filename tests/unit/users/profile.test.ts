import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, openDoors, write } from "@/lib/db/doors.ts";
import { registerUser, updateProfile } from "@/lib/users/commands.ts";

let ada: Viewer;
beforeAll(async () => {
  await openDoors();
  const origin = { address: "test", userAgent: "test", kind: "TOKEN" } as const;
  const { user, session } = await registerUser({ username: "ada", password: "correct horse battery" }, origin);
  ada = { ...user, sessionId: session.id };
});
afterAll(closeDoors);

const meeting = { statusText: "In a meeting", statusEmoji: "📅" };

test.each([
  [{ statusText: "Back" }, { statusText: "Back", statusEmoji: "" }],
  [{ statusEmoji: "🎧" }, { statusText: "", statusEmoji: "🎧" }],
])("of a status that has ended nothing comes back with %j", async (change, expected) => {
  await updateProfile(ada, meeting);
  await write((tx) => tx.user.updateMany({ where: { id: ada.id }, data: { statusUntil: new Date(Date.now() - 1) } }));
  expect(await updateProfile(ada, { timeZone: "Europe/Paris" })).toMatchObject({ statusText: "", statusEmoji: "" });
  expect(await updateProfile(ada, change)).toMatchObject({ ...expected, statusUntil: null });
});

test("a part of a status that goes on stays with the new one", async () => {
  await updateProfile(ada, meeting);
  expect(await updateProfile(ada, { statusText: "In a long meeting" })).toMatchObject({
    statusText: "In a long meeting",
    statusEmoji: "📅",
  });
});
