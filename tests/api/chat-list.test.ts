import { afterAll, expect, test } from "vitest";
import { type Room, roomIdsReplySchema } from "@/lib/rooms/schema.ts";
import { cast, type Person, register } from "../support/cast.ts";
import { expectReply, refusal } from "../support/client.ts";
import { insertRows, openDatabase } from "../support/database.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
afterAll(() => server.stop());
const { ada, grace, linus, mallory } = await cast(server);
const listed = async (person: Person, room: { id: string }) =>
  (await person.rooms()).find((one) => one.id === room.id) as Room;

test("the room that was written in last is on top, for everyone in it", async () => {
  const [first, second] = [await ada.createRoom(), await ada.createRoom()];
  for (const room of [first, second]) await grace.join(room);
  await ada.send(second, "Here");
  await ada.send(first, "And here");
  const top = async (person: Person) => (await person.rooms()).slice(0, 2).map((room) => room.id);
  expect(await top(grace)).toEqual([first.id, second.id]);
  await grace.send(second, "Back here");
  expect(await top(ada)).toEqual([second.id, first.id]);
});

test("an edit, a deletion and reading move nothing", async () => {
  const [old, recent] = [await ada.createRoom(), await ada.createRoom()];
  const message = await ada.send(old, "Old");
  await ada.send(recent, "Recent");
  const order = (await ada.rooms()).map((room) => room.id);
  expect(order[0]).toBe(recent.id);
  await ada.edit(message, "Edited");
  await ada.deleteMessage(message);
  await ada.read(old, 1);
  expect((await ada.rooms()).map((room) => room.id)).toEqual(order);
});

test("the preview is the last message, with who wrote it and when, cut where it is long", async () => {
  const room = await ada.directWith(grace);
  const message = await grace.send(room, `Long ${"🧵".repeat(500)}`);
  const { lastMessage } = await listed(ada, room);
  expect(lastMessage).toMatchObject({ id: message.id, author: { username: "grace" }, createdAt: message.createdAt });
  expect(lastMessage?.body).toBe(`Long ${"🧵".repeat(135)}…`);
  await grace.edit(message, "Short");
  expect((await listed(ada, room)).lastMessage?.body).toBe("Short");
  await grace.deleteMessage(message);
  expect((await listed(ada, room)).lastMessage).toMatchObject({ body: "", deletedAt: expect.any(String) });
});

test("a notice is a preview too, and nobody's unread message", async () => {
  const room = await ada.createRoom();
  await linus.join(room);
  expect(await listed(ada, room)).toMatchObject({
    unread: 0,
    lastMessage: { kind: "SYSTEM", system: { type: "joined" }, author: { username: "linus" } },
  });
});

test("joined, open and all rooms are what they say", async () => {
  const open = await ada.createRoom();
  const secret = await ada.createRoom({ kind: "PRIVATE" });
  await ada.send(open, "Only members see previews");
  const seenBy = async (person: Person, scope: "joined" | "open" | "all") =>
    (await person.rooms(scope)).filter((room) => [open.id, secret.id].includes(room.id)).map((room) => room.id);
  expect((await seenBy(ada, "joined")).sort()).toEqual([open.id, secret.id].sort());
  expect(await seenBy(ada, "open")).toEqual([open.id]);
  expect(await seenBy(mallory, "joined")).toEqual([]);
  expect([await seenBy(mallory, "open"), await seenBy(mallory, "all")]).toEqual([[open.id], [open.id]]);
  const shown = (await mallory.rooms("all")).find((room) => room.id === open.id);
  expect(shown).toMatchObject({ joined: false, lastMessage: null, unread: 0, memberCount: 1 });
  expect(await refusal(mallory.api.get("/api/chat/rooms?scope=secret"))).toBe("422 invalid");
});

test("the list comes in pages, of which the first tells of whatever is unread", async () => {
  const edsger = await register(server, "edsger");
  const rooms: Room[] = [];
  for (let n = 0; n < 6; n++) rooms.push(await edsger.createRoom({ kind: "PRIVATE", userIds: [linus.id] }));
  const [oldest, ...others] = rooms as [Room, ...Room[]];
  await edsger.send(oldest, "Something that waits");
  for (const room of others) await edsger.send(room, "Something read");
  for (const room of others) await linus.read(room, 99);
  const first = await linus.roomsPage("limit=2");
  const ids = first.rooms.map((room) => room.id);
  expect(ids.slice(0, 2)).toEqual([others[4]?.id, others[3]?.id]);
  expect(ids, "unread, though further down").toContain(oldest.id);
  const second = await linus.roomsPage(`limit=2&after=${encodeURIComponent(first.next ?? "")}`);
  expect(second.rooms.map((room) => room.id)).toEqual([others[2]?.id, others[1]?.id]);
  const all = (await linus.rooms()).map((room) => room.id);
  expect(all.slice(0, 6)).toEqual([...others.map((room) => room.id).reverse(), oldest.id]);
  const { ids: told } = await expectReply(linus.api.get("/api/chat/me/rooms"), roomIdsReplySchema);
  expect(told).toEqual(all);
});

test.each([
  "limit=0",
  "limit=201",
  "limit=1e2",
  "limit=",
  "after=",
  "after=x",
  "after=2026-01-01T00:00:00.000Z~",
  "after=%00",
])("a page asked for with %s is refused", async (query) => {
  expect((await linus.roomsPage("limit=1")).rooms.length).toBeGreaterThan(0);
  expect(await refusal(linus.api.get(`/api/chat/rooms?${query}`))).toBe("422 invalid");
});

test("the list stays right, and quick, with 500 rooms", async () => {
  await fillWithRooms(500);
  const rooms = await grace.rooms();
  const mine = rooms.filter((room) => room.name.startsWith("Bulk "));
  expect(mine).toHaveLength(500);
  expect(rooms.map((room) => room.lastActivityAt)).toEqual(
    rooms.map((room) => room.lastActivityAt).sort((a, b) => (a < b ? 1 : -1)),
  );
  for (const room of mine) {
    const n = Number(room.name.slice(5));
    expect(room).toMatchObject({ memberCount: 2, seq: 3, unread: 3 - (n % 4), mentioned: false });
    expect(room.lastMessage?.body).toBe(`Message 3 of ${n}`);
    expect(room).toEqual(n % 100 === 0 ? await grace.room(room) : room);
  }
  const chosen = mine[250] as Room;
  await ada.send(chosen, "On top now, @grace");
  expect((await grace.rooms())[0]).toMatchObject({ id: chosen.id, unread: chosen.unread + 1, mentioned: true });
});

/**
 * Makes `count` rooms of Ada and Grace with three messages by Ada each. Grace has read `n % 4` messages of the n-th
 * room.
 */
async function fillWithRooms(count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, n) => n);
  const database = await openDatabase(server);
  const room = { kind: "PRIVATE", seq: 3, rev: 3 };
  const active = (n: number) => new Date(Date.now() - (n + 1) * 60_000).toISOString();
  await insertRows(
    database,
    "Room",
    numbers.map((n) => ({ ...room, id: `bulk${n}`, name: `Bulk ${n}`, lastActivityAt: active(n) })),
  );
  const member = (n: number, userId: string, lastReadSeq: number) => ({
    roomId: `bulk${n}`,
    userId,
    role: "MEMBER",
    lastReadSeq,
  });
  await insertRows(
    database,
    "Membership",
    numbers.flatMap((n) => [member(n, ada.id, 3), member(n, grace.id, n % 4)]),
  );
  const message = (n: number, seq: number) => ({
    id: `bulk${n}m${seq}`,
    roomId: `bulk${n}`,
    seq,
    rev: seq,
    authorId: ada.id,
    clientId: `c${n}x${seq}`,
    body: `Message ${seq} of ${n}`,
  });
  await insertRows(
    database,
    "Message",
    numbers.flatMap((n) => [1, 2, 3].map((seq) => message(n, seq))),
  );
  await database.close();
}
