// docs/reliability.md D22, over HTTP and the socket.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { draftReplySchema, draftsReplySchema } from "@/lib/drafts/schema.ts";
import { roomFilesReplySchema } from "@/lib/files/schema.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { pinsReplySchema } from "@/lib/pins/schema.ts";
import { roomChannel, userChannel } from "@/lib/realtime/channels.ts";
import { eventSchemas } from "@/lib/realtime/events.ts";
import type { Room } from "@/lib/rooms/schema.ts";
import { searchReplySchema } from "@/lib/search/schema.ts";
import { threadReplySchema } from "@/lib/threads/page-schema.ts";
import { ownThreadReplySchema } from "@/lib/threads/schema.ts";
import { type Cast, cast, type Person } from "../support/cast.ts";
import { expectReply } from "../support/client.ts";
import { live } from "../support/live.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import { pdf, upload } from "../support/upload-files.ts";

let server: TestServer;
let people: Cast;
let room: Room;
let root: Message;
beforeAll(async () => {
  server = await startServer();
  people = await cast(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  const { ada, grace, linus } = people;
  room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  room = await ada.updateRoom(room, { threads: "ON" });
  root = await ada.send(room, "Who waters the garden?");
});

const reply = (who: Person, body: string, more: object = {}) => who.send(room, body, { rootId: root.id, ...more });
const at = (message: { id: string }, rest = "") => `/api/chat/messages/${message.id}/thread${rest}`;
const thread = (who: Person, query = "", message: { id: string } = root) =>
  expectReply(who.api.get(at(message, query)), threadReplySchema);
const errorOf = async (asked: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await asked;
  return { status, fields: Object.keys((body as { error?: { fields?: object } }).error?.fields ?? {}) };
};
const post = (who: Person, body: object, to: { id: string } = room) =>
  errorOf(who.api.post(`/api/chat/rooms/${to.id}/messages`, { body: "x", ...body }));

describe("a thread", () => {
  test("has its replies in order, and the room only those that were sent to it, too", async () => {
    const { ada, grace, linus } = people;
    const first = await reply(grace, "I do");
    const second = await reply(linus, "So do I", { inRoom: true, replyToId: first.id });
    const page = await thread(ada);
    expect(page.messages).toEqual([first, second]);
    expect(page.root).toMatchObject({
      id: root.id,
      rev: root.rev + 4,
      thread: { replyCount: 2, lastReplyAt: second.createdAt, participants: [{ id: linus.id }, { id: grace.id }] },
      ownThread: { following: true, unread: 2 },
    });
    expect(page).toMatchObject({ hasBefore: false, hasAfter: false, rev: root.rev + 4 });
    const history = await ada.history(room, { after: root.seq - 1 });
    expect(history.messages).toEqual([page.root, second]);
    expect(history.quotes).toMatchObject([{ id: first.id, rootId: root.id, inRoom: false }]);
    expect((await ada.changes(room, root.rev)).messages.map(({ id }) => id)).toEqual([first.id, second.id, root.id]);
    expect((await thread(ada, `?before=${second.seq}&limit=1`, first)).messages).toEqual([first]);
  });

  test("is heard by the room as the reply and then its root, and by those whom it concerns as theirs", async () => {
    const { grace, linus } = people;
    const connection = await live(linus);
    await connection.room(room);
    await connection.own();
    const sent = await reply(grace, "@linus does");
    const name = eventSchemas["message.changed"];
    const heard = () =>
      connection.events
        .filter(({ channel, event }) => channel === roomChannel(room.id) && event === "message.changed")
        .map(({ data }) => name.parse(data));
    await until(() => heard().length === 2, { what: "two events" });
    expect(heard().map(({ rev, message }) => [rev, message?.id])).toEqual([
      [root.rev + 1, sent.id],
      [root.rev + 2, root.id],
    ]);
    expect(heard()[0]?.message).toEqual(sent);
    expect(heard()[1]?.message).toMatchObject({ thread: { replyCount: 1 } });
    expect(heard()[1]?.message).not.toHaveProperty("ownThread");
    const own = await connection.next(({ event }) => event === "thread.changed");
    expect(own.channel).toBe(userChannel(linus.id));
    const ownThread = {
      following: true,
      lastReadSeq: sent.seq - 1,
      unread: 1,
      countedSeq: sent.seq,
      countedReplies: 1,
    };
    expect(eventSchemas["thread.changed"].parse(own.data)).toEqual({ roomId: room.id, rootId: root.id, ownThread });
    connection.close();
  });

  test("does not make the room unread, does not move it up and is not its last message", async () => {
    const { grace, linus } = people;
    const before = await linus.room(room);
    await reply(grace, "@linus @all look");
    expect(await linus.room(room)).toEqual({ ...before, seq: before.seq + 1, rev: before.rev + 2 });
    const listed = (await linus.rooms()).find(({ id }) => id === room.id);
    expect(listed).toMatchObject({ unread: 1, mentioned: false, lastMessage: { id: root.id } });
    await linus.read(room, root.seq);
    expect(await linus.room(room)).toMatchObject({ unread: 0 });
  });

  test("is followed, left and read, each time told to one's own devices", async () => {
    const { grace, linus } = people;
    const sent = await reply(grace, "I do");
    const connection = await live(linus);
    await connection.own();
    const ask = (asked: ReturnType<Person["api"]["put"]>) => expectReply(asked, ownThreadReplySchema);
    const followed = await ask(linus.api.put(at(root, "/follow")));
    expect(followed.ownThread).toMatchObject({ following: true, unread: 0, lastReadSeq: sent.seq });
    expect(await ask(linus.api.put(at(sent, "/follow")))).toEqual(followed);
    const second = await reply(grace, "and again");
    const read = await ask(linus.api.post(at(root, "/read"), { seq: second.seq }));
    expect(read.ownThread).toMatchObject({ unread: 0, lastReadSeq: second.seq });
    expect(await ask(linus.api.post(at(root, "/read"), { seq: 1 }))).toEqual(read);
    expect((await ask(linus.api.delete(at(root, "/follow")))).ownThread.following).toBe(false);
    const told = () => connection.events.filter(({ event }) => event === "thread.changed").length;
    await until(() => told() === 3, { what: "three changes are told" });
    connection.close();
  });

  test("is found by search, among the files and links and the pins, each with its root", async () => {
    const { ada, grace } = people;
    const sent = await reply(grace, "the rhubarb https://a.example");
    const query = `q=rhubarb in:${room.id}`;
    const search = () => expectReply(ada.api.get(`/api/chat/search?${query}`), searchReplySchema);
    await until(async () => (await search()).hits.length === 1, { what: "the reply is found" });
    expect((await search()).hits[0]?.message).toMatchObject({ id: sent.id, rootId: root.id });
    const links = `/api/chat/rooms/${room.id}/files?kind=links`;
    expect((await expectReply(ada.api.get(links), roomFilesReplySchema)).links).toMatchObject([
      { messageId: sent.id, rootId: root.id, inRoom: false },
    ]);
    await grace.send(room, "in both https://b.example", { rootId: root.id, inRoom: true });
    expect((await expectReply(ada.api.get(links), roomFilesReplySchema)).links).toMatchObject([
      { rootId: root.id, inRoom: true },
      { rootId: root.id, inRoom: false },
    ]);
    const file = await upload(grace, "rhubarb.pdf", pdf(1000));
    const shared = await grace.send(room, "", { rootId: root.id, files: [{ id: file.id }] });
    const documents = `/api/chat/rooms/${room.id}/files?kind=documents`;
    expect((await expectReply(ada.api.get(documents), roomFilesReplySchema)).files).toMatchObject([
      { messageId: shared.id, rootId: root.id, inRoom: false, seq: shared.seq },
    ]);
    await ada.api.put(`/api/chat/messages/${sent.id}/pin`);
    const pins = await expectReply(ada.api.get(`/api/chat/rooms/${room.id}/pins`), pinsReplySchema);
    expect(pins.pins).toMatchObject([{ message: { id: sent.id, rootId: root.id } }]);
  });

  test("keeps a draft of its own", async () => {
    const { grace } = people;
    const path = `/api/chat/rooms/${room.id}/draft`;
    const editedAt = new Date().toISOString();
    const save = (body: object) => expectReply(grace.api.put(path, { editedAt, ...body }), draftReplySchema);
    const { draft } = await save({ body: "in the thread", rootId: root.id });
    expect(draft).toMatchObject({ roomId: room.id, rootId: root.id });
    const { draft: ofRoom } = await save({ body: "in the room" });
    const { drafts } = await expectReply(grace.api.get("/api/chat/drafts"), draftsReplySchema);
    expect(drafts).toEqual(expect.arrayContaining([draft, ofRoom]));
  });
});

describe("refused is", () => {
  test("everything to outsiders, and to who was removed", async () => {
    const { ada, linus, mallory } = people;
    await reply(linus, "I do");
    await ada.remove(room, linus);
    for (const who of [mallory, linus]) {
      expect(await post(who, { rootId: root.id })).toMatchObject({ status: 404 });
      for (const asked of [
        who.api.get(at(root)),
        who.api.put(at(root, "/follow")),
        who.api.delete(at(root, "/follow")),
        who.api.post(at(root, "/read"), { seq: 1 }),
      ])
        expect((await asked).status).toBe(404);
    }
    expect((await thread(ada)).messages).toHaveLength(1);
  });

  test("a reply where threads are off, and a quote outside of them where they are required", async () => {
    const { ada, grace } = people;
    expect((await reply(grace, "I do")).rootId).toBe(root.id);
    await ada.updateRoom(room, { threads: "OFF" });
    expect(await post(grace, { rootId: root.id })).toEqual({ status: 422, fields: ["rootId"] });
    expect((await thread(grace)).messages).toHaveLength(1);
    await ada.updateRoom(room, { threads: "REQUIRED" });
    expect(await post(grace, { replyToId: root.id })).toEqual({ status: 422, fields: ["replyToId"] });
    expect(await post(grace, { rootId: root.id, replyToId: root.id })).toMatchObject({ status: 201 });
    expect((await grace.api.patch(`/api/chat/rooms/${room.id}`, { threads: "ON" })).status).toBe(403);
    expect((await grace.api.patch(`/api/chat/rooms/${room.id}`, { threads: "MAYBE" })).status).toBe(422);
  });

  test("a thread about a message of another room, a reply, a notice and a deleted message", async () => {
    const { ada, grace } = people;
    const sent = await reply(grace, "I do");
    const other = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
    const elsewhere = await ada.send(other, "elsewhere");
    const [notice] = (await ada.history(room, { after: 0, limit: 1 })).messages;
    for (const rootId of [elsewhere.id, sent.id, notice?.id, "nothing0nothing0"])
      expect(await post(grace, { rootId })).toEqual({ status: 422, fields: ["rootId"] });
    expect(await post(grace, { inRoom: true })).toEqual({ status: 422, fields: ["inRoom"] });
    expect(await post(grace, { rootId: root.id, replyToId: elsewhere.id })).toEqual({
      status: 422,
      fields: ["replyToId"],
    });
    const gone = await ada.send(room, "soon gone");
    await ada.deleteMessage(gone);
    expect(await post(grace, { rootId: gone.id })).toMatchObject({ status: 409 });
  });

  test("writing in an archived room, where the thread can still be read", async () => {
    const { ada, grace } = people;
    await reply(grace, "I do");
    await ada.updateRoom(room, { archived: true });
    expect(await post(grace, { rootId: root.id })).toMatchObject({ status: 403 });
    expect((await thread(grace)).messages).toHaveLength(1);
  });
});

test("a reply sent again is the first one, and the thread of a deleted message can be read", async () => {
  const { ada, grace } = people;
  const body = { body: "once", rootId: root.id, clientId: "again" };
  const path = `/api/chat/rooms/${room.id}/messages`;
  const [first, second] = [await grace.api.post(path, body), await grace.api.post(path, body)];
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.body).toEqual(first.body);
  await ada.deleteMessage(root);
  const page = await thread(grace);
  expect(page.root).toMatchObject({ body: "", thread: { replyCount: 1 } });
  expect(page.messages).toMatchObject([{ body: "once" }]);
});
