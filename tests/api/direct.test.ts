import { afterAll, expect, test } from "vitest";
import { cast, type Person, register } from "../support/cast.ts";
import { refusal } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const server = await startServer({ env: { AUTO_DIRECT_MAX: "0" } });
afterAll(() => server.stop());
const { ada, grace, linus, mallory } = await cast(server);
const open = (by: Person, ...userIds: string[]) => by.api.post("/api/chat/rooms", { kind: "DIRECT", userIds });

test("a chat of two is one chat, whoever opens it and however often", async () => {
  expect((await ada.rooms()).filter((room) => room.kind === "DIRECT")).toEqual([]);
  const first = await open(ada, grace.id);
  expect(first.status).toBe(201);
  const chat = await ada.directWith(grace);
  expect((await grace.directWith(ada)).id).toBe(chat.id);
  expect(chat).toMatchObject({ name: "grace", memberCount: 2, role: "MEMBER", seq: 0, lastMessage: null });
  expect((await grace.room(chat)).people).toEqual([
    { id: ada.id, username: "ada", displayName: "ada", pictureId: null },
  ]);
});

test("a chat of several is one for the set of people, in any order and with repetitions", async () => {
  const chat = await ada.directWith(grace, linus);
  for (const again of [linus.directWith(ada, grace), grace.directWith(linus, ada, ada, grace)])
    expect((await again).id).toBe(chat.id);
  expect(chat).toMatchObject({ memberCount: 3, name: "grace, linus" });
  expect((await ada.directWith(grace)).id).not.toBe(chat.id);
});

test("everyone has a chat with themselves", async () => {
  const notes = await ada.directWith();
  expect((await ada.directWith(ada)).id).toBe(notes.id);
  expect(notes).toMatchObject({ name: "ada", memberCount: 1, people: [{ username: "ada" }] });
  await ada.send(notes, "Remember the cards");
  expect((await ada.room(notes)).unread).toBe(0);
});

test("opened by both at once, many times, it is still one chat", async () => {
  const [edsger, barbara] = [await register(server, "edsger"), await register(server, "barbara")];
  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, i) => (i % 2 ? open(edsger, barbara.id) : open(barbara, edsger.id))),
  );
  const ids = new Set(replies.map((reply) => (reply.body as { room: { id: string } }).room.id));
  expect(ids.size).toBe(1);
  expect(replies.map((reply) => reply.status).sort()).toEqual([...Array(11).fill(200), 201]);
  expect((await edsger.rooms()).filter((room) => room.kind === "DIRECT")).toHaveLength(1);
});

test("a chat of several can be left; asked for again, the same people get a new one", async () => {
  const [edith, frances, donald] = [
    await register(server, "edith"),
    await register(server, "frances"),
    await register(server, "donald"),
  ];
  const chat = await edith.directWith(frances, donald);
  expect(chat.isGroup).toBe(true);
  await edith.send(chat, "The three of us");
  const at = `/api/chat/rooms/${chat.id}`;
  expect((await donald.api.delete(`${at}/members/me`)).status).toBe(204);
  expect(await refusal(donald.api.get(at))).toBe("404 not_found");
  expect(await frances.room(chat)).toMatchObject({ memberCount: 2, name: "edith", isGroup: true });
  expect((await frances.fullHistory(chat)).at(-1)).toMatchObject({ kind: "SYSTEM", system: { type: "left" } });
  // It is neither the chat of the two people who are left, nor that of the three any more.
  const two = await edith.directWith(frances);
  expect([two.id === chat.id, two.isGroup]).toEqual([false, false]);
  const again = await donald.directWith(edith, frances);
  expect(again.id).not.toBe(chat.id);
  expect((await edith.directWith(frances, donald)).id).toBe(again.id);
  // The same holds when two people are left, and then one.
  expect((await edith.api.delete(`${at}/members/me`)).status).toBe(204);
  expect((await frances.api.delete(`${at}/members/me`)).status).toBe(204);
  expect((await frances.rooms()).map((room) => room.id)).not.toContain(chat.id);
  expect(await refusal(edith.api.delete(`/api/chat/rooms/${two.id}/members/me`))).toBe("403 forbidden");
});

test("nobody joins, leaves, renames, archives, deletes or adds to a chat of two", async () => {
  const chat = await ada.directWith(grace);
  await ada.send(chat, "Between us");
  const at = `/api/chat/rooms/${chat.id}`;
  const refused = [
    grace.api.delete(`${at}/members/me`),
    grace.api.delete(`${at}/members/${ada.id}`),
    grace.api.post(`${at}/members`, { userIds: [linus.id] }),
    grace.api.patch(`${at}/members/${grace.id}`, { role: "OWNER" }),
    ada.api.patch(at, { name: "Ours" }),
    ada.api.patch(at, { archived: true }),
    ada.api.patch(at, { kind: "OPEN" }),
    ada.api.delete(at),
  ];
  for (const reply of refused) expect(await refusal(reply)).toBe("403 forbidden");
  expect((await grace.room(chat)).memberCount).toBe(2);
});

test("mallory finds no direct chat of others, by list, by id or by joining", async () => {
  const chat = await ada.directWith(grace);
  expect((await mallory.rooms("all")).map((room) => room.id)).not.toContain(chat.id);
  const at = `/api/chat/rooms/${chat.id}`;
  for (const reply of [
    mallory.api.get(at),
    mallory.api.post(`${at}/members`, {}),
    mallory.api.post(`${at}/messages`, { body: "Hello?" }),
    mallory.api.delete(`${at}/members/${ada.id}`),
  ])
    expect(await refusal(reply)).toBe("404 not_found");
});

test("a direct chat is not opened with somebody who is not here, or with a crowd", async () => {
  expect((await open(linus, grace.id)).status).toBe(201);
  expect(await refusal(open(linus, "nobody"))).toBe("422 invalid");
  expect(await refusal(open(linus, grace.id, "nobody"))).toBe("422 invalid");
  expect(await refusal(open(linus, "NOT AN ID"))).toBe("422 invalid");
  const crowd: string[] = [];
  for (let n = 0; n < 20; n++) crowd.push((await register(server, `guest${n}`)).id);
  expect(await refusal(open(linus, ...crowd))).toBe("422 invalid");
  expect((await open(linus, ...crowd.slice(0, 19))).status).toBe(201);
});
