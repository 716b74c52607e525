// docs/reliability.md D21.
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { changeSettings } from "@/lib/members/change-settings.ts";
import { leaveRoom } from "@/lib/members/commands.ts";
import { changeSettingsInputSchema } from "@/lib/members/settings-input.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { roomsQuerySchema } from "@/lib/rooms/input-schema.ts";
import { FAVOURITE_ORDER_MAX, FAVOURITES_MAX, MUTED_FOR_EVER } from "@/lib/rooms/member-settings.ts";
import { getRoom, listRooms } from "@/lib/rooms/queries.ts";
import * as z from "@/lib/z.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, mallory: RegisteredViewer;

beforeAll(async () => {
  await openDoors();
  [ada, grace, mallory] = [await signUp("ada"), await signUp("grace"), await signUp("mallory")];
}, START_MS);
afterAll(closeDoors);

const newRoom = async (name = "Garden") =>
  (await createRoom(ada, { kind: "PRIVATE", name, topic: "", userIds: [grace.id] })).room.id;
const settingsOf = async (viewer: RegisteredViewer, roomId: string) => (await getRoom(viewer, roomId)).settings;

test("what ada sets in a room is hers alone, and each change leaves the rest", async () => {
  const roomId = await newRoom();
  expect(await settingsOf(ada, roomId)).toEqual({ level: "EVERYTHING", mutedUntil: null, favouriteOrder: null });
  await changeSettings(ada, roomId, { level: "MENTIONS" });
  await changeSettings(ada, roomId, { mutedUntil: MUTED_FOR_EVER });
  const { settings } = await changeSettings(ada, roomId, { favouriteOrder: -7 });
  expect(settings).toEqual({ level: "MENTIONS", mutedUntil: MUTED_FOR_EVER, favouriteOrder: -7 });
  await changeSettings(ada, roomId, { mutedUntil: null, favouriteOrder: null });
  expect(await settingsOf(ada, roomId)).toEqual({ level: "MENTIONS", mutedUntil: null, favouriteOrder: null });
  expect(await settingsOf(grace, roomId)).toMatchObject({ level: "EVERYTHING" });
});

test("a mute ends by itself, at the moment that was chosen, with nothing that ends it", async () => {
  const roomId = await newRoom();
  const hour = new Date(Date.now() + 3_600_000).toISOString();
  expect((await changeSettings(ada, roomId, { mutedUntil: hour })).settings.mutedUntil).toBe(hour);
  await changeSettings(ada, roomId, { mutedUntil: new Date(Date.now() + 500).toISOString() });
  await expect.poll(async () => (await settingsOf(ada, roomId)).mutedUntil).toBeNull();
  const row = await db().membership.findFirst({ where: { roomId, userId: ada.id } });
  expect(row?.mutedUntil, "the row still says when").not.toBeNull();
});

test("a mute that waited until it was over mutes nothing", async () => {
  const roomId = await newRoom();
  const past = new Date(Date.now() - 1000).toISOString();
  expect((await changeSettings(ada, roomId, { mutedUntil: past })).settings.mutedUntil).toBeNull();
});

test("mallory, who is outside, and ada, once she has left, can set nothing", async () => {
  const roomId = await newRoom();
  expect(await refusal(changeSettings(mallory, roomId, { level: "NOTHING" }))).toBe("not_found");
  expect(await refusal(changeSettings(grace, roomId, { level: "NOTHING" })), "the premise").toBe("done");
  await leaveRoom(grace, roomId);
  expect(await refusal(changeSettings(grace, roomId, { level: "EVERYTHING" }))).toBe("not_found");
});

test.each([
  { level: "LOUD" },
  { mutedUntil: "tomorrow" },
  { favouriteOrder: 0.5 },
  { favouriteOrder: FAVOURITE_ORDER_MAX + 1 },
  { favouriteOrder: "first" },
])("%o is refused", (input) => {
  expect(z.safeParse(changeSettingsInputSchema, { favouriteOrder: FAVOURITE_ORDER_MAX }).success, "the premise").toBe(
    true,
  );
  expect(z.safeParse(changeSettingsInputSchema, input).success).toBe(false);
});

test("favourites come with the first page from however far down, and are a hundred at most", async () => {
  const deep = await newRoom("Deep");
  const more = Array.from({ length: FAVOURITES_MAX + 5 }, (_, n) => `newer${n}`);
  await write(async (tx) => {
    await tx.room.createMany({ data: more.map((id) => ({ id, kind: "PRIVATE" as const, name: id })) });
    await tx.membership.createMany({ data: more.map((roomId) => ({ roomId, userId: ada.id })) });
  });
  const names = async () => (await listRooms(ada, roomsQuerySchema.parse({}))).rooms.map((room) => room.name);
  expect(await names(), "the premise").not.toContain("Deep");
  await changeSettings(ada, deep, { favouriteOrder: 1 });
  expect(await names()).toContain("Deep");

  await write((tx) =>
    tx.membership.updateMany({
      where: { userId: ada.id, roomId: { in: more.slice(0, FAVOURITES_MAX - 1) } },
      data: { favouriteOrder: 2 },
    }),
  );
  const [last = ""] = more.slice(-1);
  expect(await refusal(changeSettings(ada, last, { favouriteOrder: 3 }))).toBe("conflict");
  expect((await settingsOf(ada, last)).favouriteOrder).toBeNull();
  expect(await refusal(changeSettings(ada, deep, { favouriteOrder: 3 })), "a move").toBe("done");
  await changeSettings(ada, deep, { favouriteOrder: null });
  expect(await refusal(changeSettings(ada, last, { favouriteOrder: 3 }))).toBe("done");
});
