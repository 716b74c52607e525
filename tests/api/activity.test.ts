// Activity for those who ask over the API (docs/reliability.md Q3).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { activityCountsReplySchema, activityReadReplySchema, activityReplySchema } from "@/lib/activity/schema.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { userChannel } from "@/lib/realtime/channels.ts";
import { eventSchemas } from "@/lib/realtime/events.ts";
import { type Cast, cast, type Person } from "../support/cast.ts";
import { expectReply } from "../support/client.ts";
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
  for (const one of [grace, linus]) await one.read(room, 1);
});

const activity = (person: Person, query = "") =>
  expectReply(person.api.get(`/api/chat/activity${query}`), activityReplySchema);
const inRoom = async (person: Person, query?: string) =>
  (await activity(person, query)).entries.filter((entry) => entry.room.id === room.id);
const mark = (person: Person, body: object) =>
  expectReply(person.api.post("/api/chat/activity/read", body), activityReadReplySchema);
const countIn = async (person: Person) => (await activity(person)).counts.rooms[room.id] ?? 0;
const reply = async (person: Person, to: Message, body: string): Promise<Message> =>
  person.send(room, body, { replyToId: to.id });

describe("Activity", () => {
  test("lists a mention, a reply and @all, the newest first, and tells what is unread", async () => {
    const { ada, grace, linus } = people;
    const mine = await grace.send(room, "Who waters?");
    await reply(ada, mine, "I do");
    await ada.send(room, "@all come, **now**");
    await ada.send(room, "@linus");
    expect(
      (await inRoom(grace, "?unread=true")).map(({ cause, actor, unread }) => [cause, actor.username, unread]),
    ).toEqual([
      ["GROUP", "ada", true],
      ["REPLY", "ada", true],
    ]);
    expect(await countIn(grace)).toBe(2);
    expect((await inRoom(linus)).map(({ cause }) => cause)).toEqual(["MENTION", "GROUP", "ADDED"]);
    const { counts } = await expectReply(grace.api.get("/api/chat/activity/counts"), activityCountsReplySchema);
    expect(counts).toEqual((await activity(grace)).counts);
    const { entries, next } = await activity(grace, "?limit=1&unread=true");
    expect(entries).toHaveLength(1);
    const [second] = (await activity(grace, `?limit=1&unread=true&after=${next}`)).entries;
    expect(second?.cause).toBe("REPLY");
  });

  test("is cleared by reading the room, and by ticking off, which can be taken back", async () => {
    const { ada, grace } = people;
    const first = await ada.send(room, "@grace one");
    await ada.send(room, "@grace two");
    for (const _ of ["once", "twice"]) {
      expect((await mark(grace, { messageIds: [first.id] })).counts.rooms[room.id]).toBe(1);
      expect((await mark(grace, { unreadIds: [first.id] })).counts.rooms[room.id]).toBe(2);
    }
    expect((await mark(grace, { messageIds: [first.id] })).counts.rooms[room.id]).toBe(1);
    const [newest] = await inRoom(grace);
    const { doneAt } = await mark(grace, { until: newest?.createdAt });
    expect(await countIn(grace)).toBe(0);
    expect((await mark(grace, { undo: doneAt })).counts.rooms[room.id]).toBe(1);
    await grace.read(room, 3);
    expect(await countIn(grace)).toBe(0);
    expect(await inRoom(grace, "?unread=true")).toEqual([]);
  });

  test("mallory has nothing of it, and cannot tick off what is grace's", async () => {
    const { ada, grace, mallory } = people;
    const message = await ada.send(room, "@grace @mallory secret");
    expect(await inRoom(mallory)).toEqual([]);
    await mark(mallory, { messageIds: [message.id] });
    await mark(mallory, { until: "2099-01-01T00:00:00.000Z" });
    await mark(mallory, { unreadIds: [message.id] });
    expect(await countIn(grace)).toBe(1);
    await ada.api.delete(`/api/chat/rooms/${room.id}/members/${grace.id}`);
    expect(JSON.stringify(await activity(grace))).not.toContain("secret");
    expect(await countIn(grace)).toBe(0);
  });

  test("refuses what it does not understand, with the field", async () => {
    const { grace } = people;
    for (const query of [
      "?limit=0",
      "?limit=101",
      "?unread=yes",
      "?after=nowhere",
      "?after=2026-99-99T99:99:99.999Z~a",
      "?after=0000-01-01T00:00:00.000Z~a",
    ])
      expect((await grace.api.get(`/api/chat/activity${query}`)).status, query).toBe(422);
    const both = { messageIds: ["a"], until: new Date().toISOString() };
    for (const body of [{}, both, { messageIds: [] }, { until: "yesterday" }, { messageIds: Array(201).fill("a") }])
      expect((await grace.api.post("/api/chat/activity/read", body)).status, JSON.stringify(body)).toBe(422);
  });

  test("counts nothing of an archived room", async () => {
    const { ada, grace } = people;
    await ada.send(room, "@grace");
    await ada.updateRoom(room, { archived: true });
    expect(await countIn(grace)).toBe(0);
    expect(await inRoom(grace)).toMatchObject([{ cause: "MENTION", quiet: true, unread: true }, { cause: "ADDED" }]);
  });
});

test("both of grace's devices hear of a mention, of its deletion and of what she ticks off; linus hears nothing", async () => {
  const { ada, grace, linus } = people;
  const [phone, desk, his] = [await live(grace), await live(grace), await live(linus)];
  for (const one of [phone, desk, his]) await one.own();
  const heard = (one: Live) => one.events.filter(({ event }) => event === "activity.changed").length;
  const bothHear = async (times: number) => {
    for (const one of [phone, desk])
      await one.next(
        ({ event, channel }) =>
          event === "activity.changed" && channel === userChannel(grace.id) && heard(one) >= times,
      );
  };
  const message = await ada.send(room, "@grace");
  await bothHear(1);
  expect(
    eventSchemas["activity.changed"].parse(phone.events.find(({ event }) => event === "activity.changed")?.data),
  ).toEqual({ withinMs: 0 });
  await mark(grace, { messageIds: [message.id] });
  await bothHear(2);
  await ada.deleteMessage(message);
  await bothHear(3);
  const own = await grace.send(room, "mine");
  await linus.api.put(`/api/chat/messages/${own.id}/reactions/${encodeURIComponent("🎉")}`);
  await bothHear(4);
  expect(heard(his)).toBe(0);
  for (const one of [phone, desk, his]) one.close();
});
