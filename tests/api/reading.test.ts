import { afterAll, expect, test } from "vitest";
import { roomReplySchema } from "@/lib/rooms/schema.ts";
import { cast, type Person } from "../support/cast.ts";
import { expectReply, refusal } from "../support/client.ts";
import { openDatabase } from "../support/database.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
afterAll(() => server.stop());
const { ada, grace, linus, mallory } = await cast(server);
type RoomId = { id: string };
const at = (room: RoomId) => `/api/chat/rooms/${room.id}`;
const unreadOf = async (person: Person, room: RoomId) => (await person.room(room)).unread;
const mark = async (person: Person, room: RoomId, how: "read" | "unread", seq: number) =>
  (await expectReply(person.api.post(`${at(room)}/${how}`, { seq }), roomReplySchema)).room;

async function roomOfThree() {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  await ada.add(room, linus);
  return room;
}

test("what others write is unread until it is read, and one's own never is", async () => {
  const room = await roomOfThree();
  const first = await ada.send(room, "One");
  const second = await ada.send(room, "Two");
  expect([await unreadOf(grace, room), await unreadOf(ada, room)]).toEqual([2, 0]);
  expect(await mark(grace, room, "read", first.seq)).toMatchObject({ unread: 1, lastReadSeq: first.seq });
  expect(await mark(grace, room, "read", second.seq)).toMatchObject({ unread: 0, lastReadSeq: second.seq });
  await grace.send(room, "Three");
  expect([await unreadOf(grace, room), await unreadOf(ada, room)]).toEqual([0, 1]);
});

test("joining, leaving and renaming is never unread", async () => {
  const room = await roomOfThree();
  await ada.updateRoom(room, { name: "Renamed" });
  await linus.leave(room);
  expect((await grace.history(room)).messages.length).toBe(4);
  expect(await unreadOf(grace, room)).toBe(0);
});

test("a mark never goes back, nor beyond what there is", async () => {
  const room = await roomOfThree();
  const message = await ada.send(room, "Newest");
  expect((await mark(grace, room, "read", message.seq)).lastReadSeq).toBe(message.seq);
  expect((await mark(grace, room, "read", 1)).lastReadSeq).toBe(message.seq);
  expect((await mark(grace, room, "read", 2_000_000_000)).lastReadSeq).toBe(message.seq);
  await ada.send(room, "Later");
  expect(await unreadOf(grace, room)).toBe(1);
});

test("grace marks a message unread, and it and all after it are", async () => {
  const room = await roomOfThree();
  const sent = [await ada.send(room, "One"), await ada.send(room, "Two"), await ada.send(room, "Three")];
  await mark(grace, room, "read", sent[2]?.seq ?? 0);
  expect(await unreadOf(grace, room)).toBe(0);
  expect(await mark(grace, room, "unread", sent[1]?.seq ?? 0)).toMatchObject({ unread: 2, lastReadSeq: sent[0]?.seq });
  expect((await mark(grace, room, "unread", 0)).lastReadSeq).toBe(0);
});

test("a deleted message is no longer unread", async () => {
  const room = await roomOfThree();
  const message = await ada.send(room, "@grace look");
  expect(await grace.room(room)).toMatchObject({ unread: 1, mentioned: true });
  await ada.deleteMessage(message);
  expect(await grace.room(room)).toMatchObject({ unread: 0, mentioned: false });
});

test("a mention marks the room for whom it calls until they have read it", async () => {
  const room = await roomOfThree();
  const message = await ada.send(room, "Hello @Grace!");
  expect([(await grace.room(room)).mentioned, (await linus.room(room)).mentioned]).toEqual([true, false]);
  await mark(grace, room, "read", message.seq);
  expect((await grace.room(room)).mentioned).toBe(false);
  await ada.send(room, "Now @all");
  expect(await Promise.all([ada, grace, linus].map(async (one) => (await one.room(room)).mentioned))).toEqual([
    false,
    true,
    true,
  ]);
});

// docs/reliability.md T1.
test("an edit calls whom its text names now, as long as that is unread, and nobody else", async () => {
  const room = await roomOfThree();
  const mentioned = async () => [(await grace.room(room)).mentioned, (await linus.room(room)).mentioned];
  const message = await ada.send(room, "Hello");
  expect(await mentioned()).toEqual([false, false]);
  await ada.edit(message, "Hello @grace");
  expect(await mentioned()).toEqual([true, false]);
  await ada.edit(message, "Hello @linus");
  expect(await mentioned()).toEqual([false, true]);
  await ada.edit(message, "Hello @here");
  expect(await mentioned()).toEqual([true, true]);
  await ada.edit(message, "Hello @mallory and nobody");
  expect(await mentioned()).toEqual([false, false]);
  expect((await mallory.rooms()).filter((one) => one.mentioned)).toEqual([]);
  await mark(grace, room, "read", message.seq);
  await ada.edit(message, "Hello @grace and @linus");
  expect(await mentioned()).toEqual([false, true]);
});

test("nobody is called from inside code, an e-mail address or a room they are not in", async () => {
  const room = await roomOfThree();
  await ada.send(room, "`@grace` and mail@grace.example and @mallory");
  expect(await grace.room(room)).toMatchObject({ unread: 1, mentioned: false });
  expect((await mallory.rooms()).filter((one) => one.mentioned)).toEqual([]);
});

test.each([-1, 1.5, "1", null, 1e300])("a mark at %j is refused", async (seq) => {
  const room = await ada.general();
  await mark(ada, room, "read", 0);
  for (const how of ["read", "unread"])
    expect(await refusal(ada.api.post(`${at(room)}/${how}`, { seq }))).toBe("422 invalid");
});

test("mallory marks nothing in a room she is not in", async () => {
  const room = await roomOfThree();
  expect((await mark(grace, room, "read", 1)).id).toBe(room.id);
  for (const how of ["read", "unread"])
    expect(await refusal(mallory.api.post(`${at(room)}/${how}`, { seq: 1 }))).toBe("404 not_found");
});

// docs/reliability.md D18.
test("after much talk from several tabs, every count is what the database says", async () => {
  const room = await roomOfThree();
  const others = { ada: await ada.logIn(), grace: await grace.logIn(), linus: await linus.logIn() };
  const tabs = [ada, grace, linus, others.ada, others.grace, others.linus];
  await Promise.all(
    tabs.map(async (tab, t) => {
      for (let n = 0; n < 12; n++) {
        const message = await tab.send(room, n % 4 === t % 4 ? "@all listen" : `${t} says ${n}`);
        if (n % 3 === 0) await mark(tab, room, "read", Math.max(0, message.seq - (n % 5)));
        if (n % 5 === t % 5) await tab.deleteMessage(message);
        if (n % 7 === t) await mark(tab, room, "unread", Math.max(0, message.seq - 4));
      }
    }),
  );
  const database = await openDatabase(server);
  for (const person of [ada, grace, linus]) {
    const shown = await person.room(room);
    const rows = await database.all<{ authorId: string; kind: string; body: string; deletedAt: unknown }>(
      'SELECT "authorId", "kind", "body", "deletedAt" FROM "Message" WHERE "roomId" = ? AND "seq" > ?',
      room.id,
      shown.lastReadSeq,
    );
    const unread = rows.filter((row) => row.kind === "USER" && !row.deletedAt && row.authorId !== person.id);
    expect(shown.unread).toBe(unread.length);
    expect(shown.mentioned).toBe(unread.some((row) => row.body.includes("@all")));
    expect((await person.logIn().then((tab) => tab.room(room))).unread).toBe(shown.unread);
  }
  await database.close();
});

test("who was added to a room is told by whom until they have read in it; who came by themselves is not", async () => {
  const made = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const joined = await ada.createRoom();
  await ada.add(joined, grace);
  await linus.join(joined);
  for (const room of [made, joined]) {
    expect((await grace.room(room)).addedBy).toMatchObject({ id: ada.id, username: "ada" });
    expect((await ada.room(room)).addedBy).toBeNull();
    // Somebody else's reading changes nothing for her.
    await ada.read(room, (await ada.room(room)).seq);
    const before = await grace.room(room);
    expect([before.addedBy?.id, before.unread]).toEqual([ada.id, 0]);
    // Nothing is unread, so her read mark does not move, but she has opened the room.
    expect(await mark(grace, room, "read", 0)).toMatchObject({ addedBy: null, lastReadSeq: before.lastReadSeq });
    expect((await grace.rooms()).find(({ id }) => id === room.id)?.addedBy).toBeNull();
  }
  expect((await linus.room(joined)).addedBy).toBeNull();
});
