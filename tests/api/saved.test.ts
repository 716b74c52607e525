// What a person saves for later, and is reminded of (docs/reliability.md Q4).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { activityReplySchema } from "@/lib/activity/schema.ts";
import { userChannel } from "@/lib/realtime/channels.ts";
import { eventSchemas } from "@/lib/realtime/events.ts";
import { savedIdsReplySchema } from "@/lib/saved/ids-schema.ts";
import { savedListReplySchema, savedReplySchema } from "@/lib/saved/schema.ts";
import { type Cast, cast, type Person } from "../support/cast.ts";
import { expectReply, expectSuccess } from "../support/client.ts";
import { type Live, live } from "../support/live.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let people: Cast;
let room: { id: string };
beforeAll(async () => {
  server = await startServer();
  people = await cast(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  const { ada, grace, linus } = people;
  room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
});

/** They look like one, and name no moment that a database has. */
const NO_CURSORS = ["?after=2026-99-99T99:99:99.999Z~a", "?after=0000-01-01T00:00:00.000Z~a"];

type Wish = { done?: boolean; remindAt?: string | null; late?: boolean };
const pathOf = ({ id }: { id: string }) => `/api/chat/messages/${id}/saved`;
const save = async (person: Person, message: { id: string }, wish: Wish = {}) =>
  (await expectReply(person.api.put(pathOf(message), wish), savedReplySchema)).saved;
const unsave = async (person: Person, message: { id: string }) =>
  (await expectReply(person.api.delete(pathOf(message)), savedReplySchema)).saved;
const list = (person: Person, query = "") =>
  expectReply(person.api.get(`/api/chat/saved${query}`), savedListReplySchema);
const inRoom = async (person: Person, query?: string) =>
  (await list(person, query)).entries.filter((entry) => entry.room.id === room.id);
const ids = async (person: Person) =>
  (await expectReply(person.api.get("/api/chat/saved/ids"), savedIdsReplySchema)).messageIds;
const activity = (person: Person) => expectReply(person.api.get("/api/chat/activity"), activityReplySchema);
const remindersOf = async (person: Person) =>
  (await activity(person)).entries.filter(({ cause, room: { id } }) => cause === "REMINDER" && id === room.id);
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const HOUR_MS = 3_600_000;
const fieldsOf = (body: unknown) => (body as { error: { fields: Record<string, string> } }).error.fields;

async function listen(person: Person): Promise<Live> {
  const one = await live(person);
  await one.own();
  return one;
}
const heardOf = (one: Live, messageId: string) =>
  one.events.filter(
    ({ event, data }) => event === "saved.changed" && (data as { messageId: string }).messageId === messageId,
  );
const hearReminder = (one: Live, messageId: string) =>
  one.next(
    ({ event, data }) =>
      event === "saved.changed" && JSON.stringify(data) === JSON.stringify({ messageId, reminded: true }),
  );

describe("what grace saves", () => {
  test("is in her list, the newest first, with its author, its room and its words, and in nobody else's", async () => {
    const { ada, grace, linus } = people;
    const first = await ada.send(room, "**Water** @grace");
    const second = await linus.send(room, "The plan");
    await save(grace, first);
    await save(grace, second);
    const [newest, older] = await inRoom(grace);
    expect(newest).toMatchObject({
      messageId: second.id,
      author: { username: "linus" },
      seq: second.seq,
      rootId: null,
    });
    expect(older).toMatchObject({ doneAt: null, remindAt: null, deleted: false, room: { id: room.id } });
    expect(older?.line).toEqual([
      { text: "Water ", match: false },
      { text: "@grace", match: true },
    ]);
    expect(await ids(grace)).toEqual(expect.arrayContaining([first.id, second.id]));
    expect(await inRoom(ada)).toEqual([]);
    const { entries, next } = await list(grace, "?limit=1");
    expect(entries).toMatchObject([{ messageId: second.id }]);
    expect((await list(grace, `?limit=1&after=${next}`)).entries).toMatchObject([{ messageId: first.id }]);
  });

  test("is saved once, done, to do again and removed, however often that is said", async () => {
    const { ada, grace } = people;
    const message = await ada.send(room, "Plan");
    const saved = await save(grace, message);
    expect(await save(grace, message)).toEqual(saved);
    const done = await save(grace, message, { done: true });
    expect(done?.doneAt).not.toBeNull();
    expect(await save(grace, message, { done: true })).toEqual(done);
    expect(await inRoom(grace)).toEqual([]);
    expect(await inRoom(grace, "?state=done")).toMatchObject([{ messageId: message.id, doneAt: done?.doneAt }]);
    expect(await ids(grace)).not.toContain(message.id);
    expect(await save(grace, message, { done: false })).toEqual(saved);
    expect(await unsave(grace, message)).toBeNull();
    expect(await unsave(grace, message)).toBeNull();
    expect(await inRoom(grace)).toEqual([]);
  });

  test("says where a reply is read, and that a message was deleted without its words", async () => {
    const { ada, grace } = people;
    await ada.updateRoom(room, { threads: "ON" });
    const root = await ada.send(room, "Root");
    const reply = await ada.send(room, "secret", { rootId: root.id });
    await save(grace, reply);
    expect(await inRoom(grace)).toMatchObject([{ rootId: root.id, messageId: reply.id }]);
    await ada.deleteMessage(reply);
    expect(await inRoom(grace)).toMatchObject([{ deleted: true, line: [] }]);
    expect((await grace.api.put(pathOf(reply), { done: true })).status).toBe(200);
    expect(await unsave(grace, reply)).toBeNull();
    expect((await grace.api.put(pathOf(reply), {})).status).toBe(409);
  });

  test("is not shown while she is not in the room, can be removed meanwhile, and is there in an archived one", async () => {
    const { ada, grace } = people;
    const [kept, gone] = [await ada.send(room, "secret one"), await ada.send(room, "secret two")];
    await save(grace, kept);
    await save(grace, gone);
    await ada.remove(room, grace);
    expect(JSON.stringify(await list(grace))).not.toContain("secret");
    expect((await grace.api.put(pathOf(kept), { done: true })).status).toBe(404);
    expect(await unsave(grace, gone)).toBeNull();
    expect((await grace.api.delete(pathOf(gone))).status).toBe(404);
    await ada.add(room, grace);
    await ada.updateRoom(room, { archived: true });
    expect(await inRoom(grace)).toMatchObject([{ messageId: kept.id }]);
    expect((await save(grace, kept, { done: true }))?.doneAt).not.toBeNull();
  });

  test("is told to all of her devices and to nobody else's", async () => {
    const { ada, grace, linus } = people;
    const message = await ada.send(room, "Plan");
    const [phone, desk, his] = [await listen(grace), await listen(grace), await listen(linus)];
    await save(grace, message);
    for (const one of [phone, desk]) {
      const { data } = await one.next(
        ({ event, channel }) => event === "saved.changed" && channel === userChannel(grace.id),
      );
      expect(eventSchemas["saved.changed"].parse(data)).toEqual({ messageId: message.id });
    }
    await save(grace, message);
    await save(linus, message);
    await his.next(({ event }) => event === "saved.changed");
    expect(heardOf(phone, message.id)).toHaveLength(1);
    expect(heardOf(his, message.id)).toHaveLength(1);
  });

  test("goes with the room, and with her account", async () => {
    const { ada, grace } = people;
    const message = await ada.send(room, "Plan");
    await save(grace, message);
    await ada.deleteRoom(room);
    expect(await ids(grace)).not.toContain(message.id);
  });

  test("is a message and no notice, at a time that can be, and nothing of a room that mallory is not in", async () => {
    const { ada, grace, mallory } = people;
    const message = await ada.send(room, "secret");
    const [notice] = (await grace.history(room)).messages;
    expect(notice?.kind).toBe("SYSTEM");
    expect((await grace.api.put(pathOf(notice ?? message), {})).status).toBe(403);
    expect((await mallory.api.put(pathOf(message), {})).status).toBe(404);
    expect((await mallory.api.delete(pathOf(message))).status).toBe(404);
    for (const wish of [
      { remindAt: inMs(-1000) },
      { remindAt: "tomorrow" },
      { remindAt: inMs(6 * 366 * 24 * HOUR_MS) },
      { remindAt: inMs(HOUR_MS), done: true },
      { remindAt: "0000-01-01T00:00:00.000Z", late: true },
    ]) {
      const reply = await grace.api.put(pathOf(message), wish);
      expect([reply.status, Object.keys(fieldsOf(reply.body))], JSON.stringify(wish)).toEqual([422, ["remindAt"]]);
    }
    expect((await grace.api.put(pathOf(message), { done: "yes" })).status).toBe(422);
    for (const query of ["?limit=0", "?limit=101", "?state=all", "?after=nowhere", ...NO_CURSORS])
      expect((await grace.api.get(`/api/chat/saved${query}`)).status, query).toBe(422);
    expect(await inRoom(grace)).toEqual([]);
  });
});

describe("a reminder", () => {
  test("comes to all devices at its time, once, and is in Activity until it is ticked off", async () => {
    const { ada, grace } = people;
    const message = await ada.send(room, "@grace water");
    await grace.read(room, message.seq);
    const [phone, desk] = [await listen(grace), await listen(grace)];
    const at = inMs(0);
    await save(grace, message, { remindAt: at, late: true });
    await hearReminder(phone, message.id);
    await hearReminder(desk, message.id);
    expect(await remindersOf(grace)).toMatchObject([
      { messageId: message.id, unread: true, quiet: false, actor: { username: "ada" } },
    ]);
    expect((await activity(grace)).counts).toMatchObject({ reminders: 1 });
    const [entry] = await inRoom(grace);
    expect(entry).toMatchObject({ doneAt: null, remindAt: at });
    expect(Date.parse(entry?.remindedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(at));
    // A wish whose answer was lost, and an edit that calls her, are no second reminder.
    await save(grace, message, { remindAt: at, late: true });
    await ada.edit(message, "@grace water **now**");
    expect(await remindersOf(grace)).toMatchObject([{ unread: true }]);
    expect(phone.events.filter(({ data }) => JSON.stringify(data).includes("reminded"))).toHaveLength(1);
    await save(grace, message, { done: true });
    expect(await remindersOf(grace)).toMatchObject([{ unread: false }]);
    expect((await activity(grace)).counts.reminders).toBeUndefined();
  });

  test("is told though she does not want to be disturbed, and in a room that is to interrupt with nothing", async () => {
    const { ada, grace } = people;
    await expectSuccess(grace.api.patch("/api/chat/me", { doNotDisturbUntil: inMs(HOUR_MS) }));
    await grace.setInRoom(room, { level: "NOTHING" });
    const message = await ada.send(room, "water");
    const phone = await listen(grace);
    await save(grace, message, { remindAt: inMs(0), late: true });
    await hearReminder(phone, message.id);
    expect((await activity(grace)).counts).toMatchObject({ reminders: 1 });
    await expectSuccess(grace.api.post("/api/chat/activity/read", { messageIds: [message.id] }));
    expect((await activity(grace)).counts.reminders).toBeUndefined();
    await expectSuccess(grace.api.patch("/api/chat/me", { doNotDisturbUntil: null }));
  });

  test("that was wished without a network comes at once when its time is past", async () => {
    const { ada, grace } = people;
    const message = await ada.send(room, "water");
    const phone = await listen(grace);
    await save(grace, message, { remindAt: inMs(-HOUR_MS), late: true });
    await hearReminder(phone, message.id);
    expect(await remindersOf(grace)).toMatchObject([{ unread: true }]);
  });

  test("does not come of a deleted message, nor after it was taken back or the message is done", async () => {
    const { ada, grace } = people;
    const [deleted, takenBack, done, told] = await Promise.all(
      ["one", "two", "three", "four"].map((body) => ada.send(room, body)),
    );
    if (!deleted || !takenBack || !done || !told) throw new Error("four were sent");
    const phone = await listen(grace);
    // Far enough for every machine, until all but one have gone; then all of them are asked to come at once.
    const far = { remindAt: inMs(HOUR_MS) };
    for (const message of [deleted, takenBack, done, told]) await save(grace, message, far);
    await ada.deleteMessage(deleted);
    expect(await save(grace, takenBack, { remindAt: null })).toMatchObject({ remindAt: null });
    await save(grace, done, { done: true });
    for (const message of [deleted, told]) await save(grace, message, { remindAt: inMs(0), late: true });
    await hearReminder(phone, told.id);
    expect((await remindersOf(grace)).map(({ messageId }) => messageId)).toEqual([told.id]);
  });

  test("stays when somebody reacts to her message meanwhile, and when the reaction goes", async () => {
    const { ada, grace } = people;
    const message = await grace.send(room, "mine");
    const phone = await listen(grace);
    await save(grace, message, { remindAt: inMs(0), late: true });
    await hearReminder(phone, message.id);
    const reaction = `/api/chat/messages/${message.id}/reactions/${encodeURIComponent("👍")}`;
    await expectSuccess(ada.api.put(reaction));
    await expectSuccess(ada.api.delete(reaction));
    expect(await remindersOf(grace)).toMatchObject([{ unread: true, emoji: null }]);
  });
});
