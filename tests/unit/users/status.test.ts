import { expect, test } from "vitest";
import { quietUntil } from "@/lib/users/quiet.ts";
import { toUser } from "@/lib/users/rows.ts";
import { currentStatus } from "@/lib/users/status.ts";

const noon = Date.parse("2026-11-27T12:00:00.000Z");
const lunch = { statusText: "Lunch", statusEmoji: "🍜", statusUntil: "2026-11-27T12:00:00.000Z" };
const none = { statusText: "", statusEmoji: "", statusUntil: null };

test("a status is there until its end, and from that moment on nothing of it", () => {
  expect(currentStatus(lunch, noon - 1)).toEqual(lunch);
  expect(currentStatus(lunch, noon)).toEqual(none);
  expect(currentStatus({ ...lunch, statusUntil: null }, noon)).toEqual({ ...lunch, statusUntil: null });
});

test("what the server tells of a person has no status that has ended", () => {
  const row = {
    id: "grace",
    username: "grace",
    displayName: "Grace",
    role: "MEMBER",
    pictureId: null,
    timeZone: null,
    doNotDisturbUntil: null,
  } as const;
  const past = toUser({ ...row, ...lunch, statusUntil: new Date(Date.now() - 1) });
  expect(past).toEqual({ ...row, ...none });
  const statusUntil = new Date(Date.now() + 60_000);
  expect(toUser({ ...row, ...lunch, statusUntil })).toEqual({
    ...row,
    ...lunch,
    statusUntil: statusUntil.toISOString(),
  });
});

test("somebody is not to be disturbed until then, and from that moment on may be", () => {
  const end = new Date(noon).toISOString();
  expect([quietUntil(end, noon - 1), quietUntil(end, noon), quietUntil(null, noon)]).toEqual([end, null, null]);
});
