import { afterAll, expect, test } from "vitest";
import { openRoomsReplySchema } from "@/lib/rooms/schema.ts";
import { cast } from "../support/cast.ts";
import { expectReply, expectSuccess, refusal } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
afterAll(() => server.stop());
const { ada, grace, linus, mallory } = await cast(server);
const notices = async (room: { id: string }) =>
  (await ada.fullHistory(room))
    .filter((one) => one.kind === "SYSTEM")
    .map((one) => `${one.author.username} ${one.body}`);

test("General is there from the start, everyone is in it, and its first member owns it", async () => {
  const general = await grace.general();
  expect(general).toMatchObject({ kind: "OPEN", name: "General", joined: true, role: "MEMBER", memberCount: 4 });
  expect((await ada.general()).role).toBe("OWNER");
  expect(await notices(general)).toEqual(["ada", "grace", "linus", "mallory"].map((name) => `${name} joined the room`));
});

test("ada makes an open room, which others find, look at and join", async () => {
  const room = await ada.createRoom({ name: "Compilers", topic: "Of A-0" });
  expect(room).toMatchObject({ kind: "OPEN", name: "Compilers", topic: "Of A-0", role: "OWNER", memberCount: 1 });
  const found = (await grace.rooms("open")).find((one) => one.id === room.id);
  expect(found).toMatchObject({ joined: false, role: null, memberCount: 1, lastMessage: null });
  expect((await grace.rooms()).map((one) => one.id)).not.toContain(room.id);
  await grace.join(room);
  await grace.join(room);
  expect(await grace.room(room)).toMatchObject({ joined: true, role: "MEMBER", memberCount: 2, unread: 0 });
  expect(await notices(room)).toEqual(["ada created the room", "grace joined the room"]);
});

test("whoever leaves is out, and the notice stays", async () => {
  const room = await ada.createRoom();
  await grace.join(room);
  await grace.leave(room);
  expect(await refusal(grace.api.get(`/api/chat/rooms/${room.id}/messages`))).toBe("404 not_found");
  expect(await refusal(grace.api.delete(`/api/chat/rooms/${room.id}/members/me`))).toBe("404 not_found");
  expect((await ada.members(room)).map((one) => one.user.username)).toEqual(["ada"]);
  expect((await notices(room)).at(-1)).toBe("grace left the room");
});

test("what was said before somebody joined is there to read, but not unread", async () => {
  const room = await ada.createRoom();
  await ada.send(room, "Before you came");
  await grace.join(room);
  expect((await grace.fullHistory(room)).map((one) => one.body)).toContain("Before you came");
  expect((await grace.room(room)).unread).toBe(0);
});

test("an open room's name is unique without regard to case, a private room's is nobody's business", async () => {
  await ada.createRoom({ name: "Unique" });
  const again = await grace.api.post("/api/chat/rooms", { kind: "OPEN", name: " uNIQUE " });
  expect([again.status, again.body]).toMatchObject([422, { error: { fields: { name: expect.any(String) } } }]);
  const secret = await grace.createRoom({ kind: "PRIVATE", name: "Unique" });
  expect(await refusal(grace.api.patch(`/api/chat/rooms/${secret.id}`, { kind: "OPEN" }))).toBe("422 invalid");
  expect((await grace.room(secret)).kind).toBe("PRIVATE");
});

test("of several who make a room of one name at once, one does", async () => {
  const replies = await Promise.all(
    [ada, grace, linus].map((one) => one.api.post("/api/chat/rooms", { kind: "OPEN", name: "Race" })),
  );
  expect(replies.map((reply) => reply.status).sort()).toEqual([201, 422, 422]);
});

test.each([
  { kind: "OPEN", name: "" },
  { kind: "OPEN", name: "   " },
  { kind: "OPEN", name: "x".repeat(61) },
  { kind: "OPEN", name: "two\nlines\0" },
  { kind: "OPEN", name: "evil \u202eeman" },
  { kind: "OPEN" },
  { kind: "OPEN", name: "Fine", topic: "x".repeat(251) },
  { kind: "SECRET", name: "Fine" },
  { kind: "PRIVATE", name: "Fine", userIds: ["nobody"] },
  { kind: "PRIVATE", name: "Fine", userIds: "ada" },
])("a room of %j is not made", async (input) => {
  const before = await linus.rooms("all");
  expect(await refusal(linus.api.post("/api/chat/rooms", input))).toBe("422 invalid");
  expect(await linus.rooms("all")).toEqual(before);
});

test("a private room is there for those who were let in and for nobody else", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", name: "Board", userIds: [grace.id] });
  await grace.send(room, "Just us");
  expect((await grace.room(room)).kind).toBe("PRIVATE");
  for (const scope of ["joined", "open", "all"] as const)
    expect((await mallory.rooms(scope)).map((one) => one.id)).not.toContain(room.id);
  const at = `/api/chat/rooms/${room.id}`;
  const knocks = [
    mallory.api.get(at),
    mallory.api.patch(at, { name: "Mine" }),
    mallory.api.delete(at),
    mallory.api.get(`${at}/members`),
    mallory.api.post(`${at}/members`, {}),
    mallory.api.post(`${at}/members`, { userIds: [mallory.id] }),
    mallory.api.delete(`${at}/members/${grace.id}`),
    mallory.api.get(`${at}/messages`),
    mallory.api.post(`${at}/messages`, { body: "Let me in" }),
    mallory.api.get(`${at}/changes?since=0`),
    mallory.api.post(`${at}/read`, { seq: 1 }),
  ];
  for (const knock of knocks) expect(await refusal(knock)).toBe("404 not_found");
  await grace.add(room, linus);
  expect((await linus.room(room)).memberCount).toBe(3);
  expect((await notices(room)).at(-1)).toBe("grace added linus");
});

test("an open room becomes private and open again, and each time it is said", async () => {
  const room = await ada.createRoom({ name: "Door" });
  await grace.join(room);
  expect((await ada.updateRoom(room, { kind: "PRIVATE" })).kind).toBe("PRIVATE");
  expect(await refusal(linus.api.post(`/api/chat/rooms/${room.id}/members`, {}))).toBe("404 not_found");
  expect((await ada.updateRoom(room, { kind: "OPEN" })).kind).toBe("OPEN");
  await linus.join(room);
  expect(await notices(room)).toEqual([
    "ada created the room",
    "grace joined the room",
    "ada made the room private",
    "ada opened the room to everyone",
    "linus joined the room",
  ]);
});

test("a room is renamed and given a topic, and what is not changed is not told", async () => {
  const room = await ada.createRoom({ name: "Draft" });
  const changed = await ada.updateRoom(room, { name: "Final", topic: "Done" });
  expect(changed).toMatchObject({ name: "Final", topic: "Done" });
  await ada.updateRoom(room, { name: "Final", topic: "Done" });
  await ada.updateRoom(room, { topic: "" });
  expect((await notices(room)).slice(1)).toEqual([
    "ada renamed the room to Final",
    "ada changed the topic to Done",
    "ada removed the topic",
  ]);
  await ada.createRoom({ name: "Draft" });
});

test("in an archived room everything can be read and nothing be added, until it is taken out", async () => {
  const room = await ada.createRoom({ name: "Attic" });
  await grace.join(room);
  const message = await grace.send(room, "Keep this");
  await ada.updateRoom(room, { archived: true });
  const at = `/api/chat/rooms/${room.id}`;
  expect((await grace.fullHistory(room)).map((one) => one.body)).toContain("Keep this");
  expect((await linus.rooms("open")).map((one) => one.id)).not.toContain(room.id);
  const refused = [
    grace.api.post(`${at}/messages`, { body: "One more" }),
    grace.api.patch(`/api/chat/messages/${message.id}`, { body: "Changed" }),
    grace.api.delete(`/api/chat/messages/${message.id}`),
    linus.api.post(`${at}/members`, {}),
    ada.api.patch(at, { name: "Cellar" }),
  ];
  for (const reply of refused) expect(await refusal(reply)).toBe("403 forbidden");
  await ada.updateRoom(room, { archived: false });
  await grace.send(room, "Back again");
});

test("a deleted room is gone with all that was in it", async () => {
  const room = await ada.createRoom();
  await grace.join(room);
  const message = await grace.send(room, "Soon gone");
  await ada.deleteRoom(room);
  for (const person of [ada, grace]) {
    expect(await refusal(person.api.get(`/api/chat/rooms/${room.id}`))).toBe("404 not_found");
    expect(await refusal(person.api.get(`/api/chat/messages/${message.id}`))).toBe("404 not_found");
  }
});

test("General stays: it cannot be deleted, archived or closed, but left and joined again", async () => {
  const general = await ada.general();
  const at = `/api/chat/rooms/${general.id}`;
  await ada.updateRoom(general, { topic: "Everyone" });
  expect(await refusal(ada.api.delete(at))).toBe("403 forbidden");
  expect(await refusal(ada.api.patch(at, { archived: true }))).toBe("403 forbidden");
  expect(await refusal(ada.api.patch(at, { kind: "PRIVATE" }))).toBe("403 forbidden");
  await linus.leave(general);
  await linus.join(general);
  await expectSuccess(linus.api.get(`${at}/messages`));
});

test("open rooms that mallory could join are found by name, the very name first, and nothing else is", async () => {
  const made = ["Sailing club", "Sailing", "Old sailing", "Sialing"];
  for (const name of made) await ada.createRoom({ name });
  await ada.createRoom({ kind: "PRIVATE", name: "Sailing secrets" });
  await ada.updateRoom(await ada.createRoom({ name: "Sailing once" }), { archived: true });
  await mallory.join(await ada.createRoom({ name: "Sailing with mallory" }));
  const find = async (q: string) => {
    const reply = await expectReply(mallory.api.get(`/api/chat/open-rooms?q=${q}`), openRoomsReplySchema);
    for (const room of reply.rooms) expect(room).toMatchObject({ joined: false, lastMessage: null });
    return reply.rooms.map((room) => room.name);
  };
  expect(await find("sailing")).toEqual(["Sailing", "Sailing club", "Old sailing", "Sialing"]);
  expect(await find("")).toEqual([]);
  expect(await find("%25")).toEqual([]);
  expect(await refusal(mallory.api.get(`/api/chat/open-rooms?q=${"x".repeat(101)}`))).toBe("422 invalid");
});
