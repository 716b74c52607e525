import { afterAll, expect, test } from "vitest";
import { memberReplySchema } from "@/lib/members/schema.ts";
import { cast, type Person, register } from "../support/cast.ts";
import { expectReply, refusal } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
afterAll(() => server.stop());
// Ada came first and counts as an owner everywhere, so these rooms are Grace's.
const { ada, grace, linus, mallory } = await cast(server);
const barbara = await register(server, "barbara");

type RoomId = { id: string };
const at = (room: RoomId) => `/api/chat/rooms/${room.id}`;
const setRole = (by: Person, room: RoomId, who: Person, role: string) =>
  by.api.patch(`${at(room)}/members/${who.id}`, { role });
const rolesIn = async (room: RoomId) =>
  Object.fromEntries((await grace.members(room)).map((one) => [one.user.username, one.role]));

async function graceAndLinus() {
  const room = await grace.createRoom();
  await linus.join(room);
  return room;
}

test("an owner makes a member moderator and owner, and everyone sees it in the room", async () => {
  const room = await graceAndLinus();
  const { member } = await expectReply(setRole(grace, room, linus, "MODERATOR"), memberReplySchema);
  expect(member).toMatchObject({ user: { username: "linus" }, role: "MODERATOR" });
  await grace.changeRole(room, linus, "OWNER");
  expect(await rolesIn(room)).toEqual({ grace: "OWNER", linus: "OWNER" });
  expect((await linus.fullHistory(room)).slice(-2).map((one) => one.body)).toEqual([
    "made linus a moderator",
    "made linus an owner",
  ]);
});

test("members and moderators give no roles, not even to themselves", async () => {
  const room = await graceAndLinus();
  expect(await refusal(setRole(linus, room, linus, "OWNER"))).toBe("403 forbidden");
  await grace.changeRole(room, linus, "MODERATOR");
  expect(await refusal(setRole(linus, room, linus, "OWNER"))).toBe("403 forbidden");
  expect(await refusal(setRole(linus, room, grace, "MEMBER"))).toBe("403 forbidden");
  expect(await refusal(setRole(mallory, room, mallory, "OWNER"))).toBe("404 not_found");
  expect(await refusal(setRole(grace, room, mallory, "MODERATOR"))).toBe("404 not_found");
  expect(await refusal(setRole(grace, room, linus, "KING"))).toBe("422 invalid");
  expect(await rolesIn(room)).toEqual({ grace: "OWNER", linus: "MODERATOR" });
});

test("the last owner can neither leave nor step down before handing over", async () => {
  const room = await graceAndLinus();
  expect(await refusal(grace.api.delete(`${at(room)}/members/me`))).toBe("409 conflict");
  expect(await refusal(setRole(grace, room, grace, "MEMBER"))).toBe("409 conflict");
  expect(await rolesIn(room)).toEqual({ grace: "OWNER", linus: "MEMBER" });
  await grace.changeRole(room, linus, "OWNER");
  await grace.leave(room);
  expect((await linus.members(room)).map((one) => [one.user.username, one.role])).toEqual([["linus", "OWNER"]]);
});

test("two owners who leave at once do not leave the others without one", async () => {
  const room = await graceAndLinus();
  await barbara.join(room);
  await grace.changeRole(room, linus, "OWNER");
  const leaving = [grace, linus].map((one) => one.api.delete(`${at(room)}/members/me`));
  expect((await Promise.all(leaving)).map((reply) => reply.status).sort()).toEqual([204, 409]);
  expect((await barbara.members(room)).filter((one) => one.role === "OWNER")).toHaveLength(1);
});

test("whoever is alone in a room may leave it", async () => {
  const room = await grace.createRoom();
  await grace.leave(room);
  expect((await grace.room(room)).memberCount).toBe(0);
});

test("members do not rename, archive, convert, delete or remove; moderators rename and remove members", async () => {
  const room = await graceAndLinus();
  await barbara.join(room);
  const attempts = (by: Person) => [
    by.api.patch(at(room), { name: `By ${by.username}` }),
    by.api.patch(at(room), { topic: `By ${by.username}` }),
    by.api.patch(at(room), { kind: "PRIVATE" }),
    by.api.patch(at(room), { archived: true }),
    by.api.delete(at(room)),
    by.api.delete(`${at(room)}/members/${grace.id}`),
  ];
  for (const attempt of attempts(linus)) expect(await refusal(attempt)).toBe("403 forbidden");
  expect(await refusal(linus.api.delete(`${at(room)}/members/${barbara.id}`))).toBe("403 forbidden");
  await grace.changeRole(room, linus, "MODERATOR");
  const [rename, topic, ...others] = attempts(linus);
  expect([(await rename)?.status, (await topic)?.status]).toEqual([200, 200]);
  for (const attempt of others) expect(await refusal(attempt as NonNullable<typeof attempt>)).toBe("403 forbidden");
  await linus.remove(room, barbara);
  expect(await rolesIn(room)).toEqual({ grace: "OWNER", linus: "MODERATOR" });
});

test("a refused change among several changes nothing at all", async () => {
  const room = await graceAndLinus();
  await grace.changeRole(room, linus, "MODERATOR");
  expect(await refusal(linus.api.patch(at(room), { name: "Half", archived: true }))).toBe("403 forbidden");
  expect(await grace.room(room)).toMatchObject({ name: room.name, archivedAt: null });
});

test("whoever was removed is out at once, and comes back to an open room only by joining", async () => {
  const room = await graceAndLinus();
  await linus.send(room, "I am in");
  await grace.remove(room, linus);
  expect(await refusal(linus.api.post(`${at(room)}/messages`, { body: "Still in?" }))).toBe("404 not_found");
  expect(await refusal(linus.api.get(`${at(room)}/messages`))).toBe("404 not_found");
  expect(await refusal(grace.api.delete(`${at(room)}/members/${linus.id}`))).toBe("404 not_found");
  await linus.join(room);
  expect((await linus.fullHistory(room)).map((one) => one.body).slice(-2)).toEqual([
    "removed linus",
    "joined the room",
  ]);
});

test("of people added, those who are in already are passed over and strangers refuse the whole", async () => {
  const room = await graceAndLinus();
  await grace.add(room, linus, barbara);
  expect((await grace.fullHistory(room)).at(-1)?.system).toMatchObject({
    type: "added",
    people: [{ username: "barbara" }],
  });
  const reply = grace.api.post(`${at(room)}/members`, { userIds: [mallory.id, "nobody"] });
  expect(await refusal(reply)).toBe("422 invalid");
  expect(await rolesIn(room)).toEqual({ grace: "OWNER", linus: "MEMBER", barbara: "MEMBER" });
});

test("an administrator may manage a room that she is in, and sees nothing of one that she is not in", async () => {
  const room = await grace.createRoom({ kind: "PRIVATE" });
  expect(await refusal(ada.api.patch(at(room), { name: "Hers" }))).toBe("404 not_found");
  await grace.add(room, ada);
  expect((await ada.updateRoom(room, { name: "Hers" })).name).toBe("Hers");
});
