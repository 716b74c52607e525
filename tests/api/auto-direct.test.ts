import { afterAll, expect, test } from "vitest";
import { roomReplySchema, roomsReplySchema } from "@/lib/rooms/schema.ts";
import { usersReplySchema } from "@/lib/users/schema.ts";
import { type Person, register } from "../support/cast.ts";
import { expectReply } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const MAX = 3;
const server = await startServer({ env: { AUTO_DIRECT_MAX: String(MAX) } });
afterAll(() => server.stop());
const names = ["ada", "grace", "linus", "edsger", "barbara", "donald"];
const people: Person[] = [];
for (const name of names) people.push(await register(server, name));
const [ada, , , , barbara, donald] = people as [Person, Person, Person, Person, Person, Person];

const partnersOf = async (person: Person) =>
  (await person.rooms()).filter((room) => room.kind === "DIRECT").map((room) => room.name);

test("from the start, each has a direct chat with everyone while they are few", async () => {
  expect((await partnersOf(ada)).sort()).toEqual(["edsger", "grace", "linus"]);
});

test("beyond the limit, a direct chat exists with those who came last", async () => {
  expect((await partnersOf(donald)).sort()).toEqual(["barbara", "edsger", "linus"]);
});

test("the rooms stand above all those chats in a newcomer's list", async () => {
  expect((await donald.rooms()).map((room) => room.kind)).toEqual(["OPEN", "DIRECT", "DIRECT", "DIRECT"]);
});

test("those beyond it are listed, and the chat with them is made when it is opened", async () => {
  const { users } = await expectReply(donald.api.get("/api/chat/people"), usersReplySchema);
  expect(users.map((user) => user.username).sort()).toEqual([...names].sort());
  expect(await partnersOf(ada)).not.toContain("donald");
  const chat = await donald.directWith(ada);
  await donald.send(chat, "We have not met yet");
  const seen = (await ada.rooms())[0];
  expect(seen).toMatchObject({ id: chat.id, name: "donald", unread: 1, lastMessage: { body: "We have not met yet" } });
});

test("the chat that was made on registration is the one that opening it finds", async () => {
  const existing = (await donald.rooms()).find((room) => room.name === "barbara");
  const reply = await donald.api.post("/api/chat/rooms", { kind: "DIRECT", userIds: [barbara.id] });
  expect(reply.status).toBe(200);
  expect((await expectReply(reply, roomReplySchema)).room.id).toBe(existing?.id);
  expect((await barbara.directWith(donald)).id).toBe(existing?.id);
});

test("mallory, who is neither, sees nothing of it", async () => {
  const chat = await ada.directWith(donald);
  const mallory = await register(server, "mallory");
  const { rooms } = await expectReply(mallory.api.get("/api/chat/rooms?scope=all"), roomsReplySchema);
  expect(rooms.map((room) => room.id)).not.toContain(chat.id);
  expect((await mallory.api.get(`/api/chat/rooms/${chat.id}`)).status).toBe(404);
});
