import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Message } from "@/lib/messages/schema.ts";
import { messageReplySchema } from "@/lib/messages/schema.ts";
import { reactorsReplySchema } from "@/lib/reactions/schema.ts";
import { roomChannel, userChannel } from "@/lib/realtime/channels.ts";
import { eventSchemas } from "@/lib/realtime/events.ts";
import { type Cast, cast, type Person } from "../support/cast.ts";
import { expectReply } from "../support/client.ts";
import { live } from "../support/live.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let people: Cast;
let room: { id: string };
beforeAll(async () => {
  server = await startServer();
  people = await cast(server);
  room = await people.ada.createRoom({ kind: "PRIVATE", userIds: [people.grace.id, people.linus.id] });
});
afterAll(() => server.stop());

const at = (message: { id: string }, emoji: string) =>
  `/api/chat/messages/${message.id}/reactions/${encodeURIComponent(emoji)}`;
const react = async (person: Person, message: { id: string }, emoji: string): Promise<Message> =>
  (await expectReply(person.api.put(at(message, emoji)), messageReplySchema)).message;
const takeBack = async (person: Person, message: { id: string }, emoji: string): Promise<Message> =>
  (await expectReply(person.api.delete(at(message, emoji)), messageReplySchema)).message;

describe("a reaction", () => {
  test("is in every reply that has the message, and is put and taken back as often as one likes", async () => {
    const { ada, grace } = people;
    const message = await ada.send(room, "Who comes along?");
    const reacted = await react(grace, message, "❤");
    const reactions = [{ emoji: "❤\ufe0f", count: 1, userIds: [grace.id] }];
    expect(reacted).toEqual({ ...message, rev: message.rev + 1, reactions, ownReactions: ["❤\ufe0f"] });
    expect(await react(grace, message, "❤\ufe0f")).toEqual(reacted);
    const seen = { ...reacted, ownReactions: [] };
    expect((await ada.history(room)).messages.at(-1)).toEqual(seen);
    expect((await ada.history(room, { around: message.seq })).messages.at(-1)).toEqual(seen);
    expect((await ada.changes(room, message.rev)).messages).toEqual([seen]);
    expect((await expectReply(ada.api.get(`/api/chat/messages/${message.id}`), messageReplySchema)).message).toEqual(
      seen,
    );
    const gone = await takeBack(grace, message, "❤");
    expect(gone).toEqual({ ...message, rev: message.rev + 2 });
    expect(await takeBack(grace, message, "❤")).toEqual(gone);
  });

  test("comes with families, flags and skin tones in the address", async () => {
    const { ada, grace } = people;
    const message = await ada.send(room, "All of them");
    const all = ["👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"];
    for (const emoji of all) await react(grace, message, emoji);
    expect((await ada.history(room)).messages.at(-1)?.reactions.map(({ emoji }) => emoji)).toEqual(all);
  });

  test("makes no room unread and moves none up", async () => {
    const { ada, grace } = people;
    const message = await ada.send(room, "Nothing new");
    await grace.read(room, message.seq);
    const before = [await grace.room(room), await ada.room(room)];
    await react(ada, message, "👍");
    const news = { rev: (before[0]?.rev ?? 0) + 1 };
    expect([await grace.room(room), await ada.room(room)]).toEqual(before.map((one) => ({ ...one, ...news })));
  });

  test("names the people who gave it, in their order, to those who may read the message", async () => {
    const { ada, grace, linus, mallory } = people;
    const message = await ada.send(room, "Who was it?");
    await react(linus, message, "👍");
    await react(grace, message, "👍");
    const reply = await expectReply(ada.api.get(at(message, "👍")), reactorsReplySchema);
    expect(reply).toMatchObject({ emoji: "👍", count: 2, people: [{ username: "linus" }, { username: "grace" }] });
    expect(await expectReply(ada.api.get(at(message, "🎉")), reactorsReplySchema)).toMatchObject({
      count: 0,
      people: [],
    });
    expect((await mallory.api.get(at(message, "👍"))).status).toBe(404);
  });

  test("of somebody who left stays, and they cannot take it back any more", async () => {
    const { ada, grace, linus } = people;
    const other = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
    const message = await ada.send(other, "Stay");
    await react(linus, message, "👍");
    await linus.leave(other);
    expect((await linus.api.delete(at(message, "👍"))).status).toBe(404);
    expect((await grace.history(other)).messages.find(({ id }) => id === message.id)?.reactions).toMatchObject([
      { count: 1, userIds: [linus.id] },
    ]);
  });
});

describe("refused", () => {
  test.each(["thumbsup", "👍👍", "🇩", "1", "%", "👍".repeat(100)])("is what is no emoji: %s", async (emoji) => {
    const { ada, grace } = people;
    const message = await ada.send(room, "No");
    for (const reply of [await grace.api.put(at(message, emoji)), await grace.api.delete(at(message, emoji))])
      expect(reply).toMatchObject({
        status: 422,
        body: { error: { code: "invalid", fields: { emoji: "Choose one emoji." } } },
      });
    expect((await ada.history(room)).messages.at(-1)).toEqual(message);
  });

  test("are reactions to a deleted message, to a notice, and in an archived room", async () => {
    const { ada, grace } = people;
    const other = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
    const message = await ada.send(other, "Here");
    await react(grace, message, "👍");
    const notice = (await ada.history(other)).messages.find(({ kind }) => kind === "SYSTEM") as Message;
    expect((await grace.api.put(at(notice, "👍"))).status).toBe(403);
    await ada.updateRoom(other, { archived: true });
    expect((await grace.api.put(at(message, "🎉"))).status).toBe(403);
    expect((await grace.api.delete(at(message, "👍"))).status).toBe(403);
    await ada.updateRoom(other, { archived: false });
    await ada.deleteMessage(message);
    expect((await grace.api.put(at(message, "🎉"))).status).toBe(403);
    expect((await ada.history(other)).messages.find(({ id }) => id === message.id)?.reactions).toEqual([]);
  });
});

test("the room hears a small event without the message, and one's other devices hear what is one's own", async () => {
  const { ada, grace, linus } = people;
  const message = await ada.send(room, "Words that need not be told again");
  const [hers, his] = [await live(grace), await live(linus)];
  await his.subscribe(roomChannel(room.id));
  await hers.own();
  const reacted = await react(grace, message, "🎉");
  const at = { roomId: room.id, messageId: message.id, seq: message.seq, rev: reacted.rev };
  const event = await his.next((one) => one.event === "reactions.changed");
  expect(eventSchemas["reactions.changed"].parse(event.data)).toEqual({
    ...at,
    revs: [reacted.rev],
    base: message.rev,
    reactions: [{ emoji: "🎉", count: 1, userIds: [grace.id] }],
  });
  expect(JSON.stringify(event.data)).not.toContain("Words");
  const own = await hers.next((one) => one.event === "own-reactions.changed");
  expect(eventSchemas["own-reactions.changed"].parse(own.data)).toEqual({ ...at, ownReactions: ["🎉"] });
  expect(own.channel).toBe(userChannel(grace.id));
  hers.close();
  his.close();
});
