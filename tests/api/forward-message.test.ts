// docs/reliability.md D23 and F13: passing a message on to another room (docs/decisions/063).
import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { activityReplySchema } from "@/lib/activity/schema.ts";
import { forwardReachReplySchema } from "@/lib/forward/input-schema.ts";
import { messageReplySchema } from "@/lib/messages/schema.ts";
import { searchReplySchema } from "@/lib/search/schema.ts";
import { cast, type Person } from "../support/cast.ts";
import { expectReply, refusal } from "../support/client.ts";
import { openDatabase, type TestDatabase } from "../support/database.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import { fetchFile, pdf, upload } from "../support/upload-files.ts";

const server = await startServer();
const { ada, grace, linus, mallory } = await cast(server);
let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase(server);
});
afterAll(async () => {
  await database.close();
  await server.stop();
});

const secret = await ada.createRoom({ kind: "PRIVATE", name: "Secret plans", userIds: [grace.id] });
const open = await ada.createRoom({ name: "Open talk" });
for (const one of [grace, linus, mallory]) await one.join(open);

type Ref = { id: string };
const at = ({ id }: Ref) => `/api/chat/messages/${id}`;
const ask = (person: Person, message: Ref, room: Ref, more: object = {}) =>
  person.api.post(`${at(message)}/forward`, { roomId: room.id, ...more });
const stored = async (person: Person, message: Ref) =>
  (await expectReply(person.api.get(at(message)), messageReplySchema)).message;
const found = async (person: Person, word: string) =>
  (await expectReply(person.api.get(`/api/chat/search?q=${word}`), searchReplySchema)).hits;
const isOnDisk = (id: string) => existsSync(path.join(server.dataDir, "files", id.slice(0, 2), id));

test("a forwarded message has the words of another one, with its author, behind one's own", async () => {
  const sent = await grace.send(secret, "The **vermilion** one");
  const passed = await ada.forward(sent, open, "See what Grace says");
  expect(passed).toMatchObject({ roomId: open.id, author: { id: ada.id }, body: "See what Grace says", files: [] });
  expect(passed.forwarded).toEqual({ body: "The **vermilion** one", author: sent.author, sentAt: sent.createdAt });
  expect((await ada.room(open)).lastMessage?.id).toBe(passed.id);
  // Without a word of one's own, the forwarded ones stand in lists.
  await ada.forward(sent, open);
  expect((await linus.room(open)).lastMessage?.body).toBe("The vermilion one");
});

test("nobody outside learns the name of the private room, nor which message it was", async () => {
  const sent = await grace.send(secret, "ultramarine");
  const passed = await ada.forward(sent, open);
  const source = {
    room: { id: secret.id, kind: "PRIVATE", name: "Secret plans" },
    message: { seq: sent.seq, rootId: null },
  };
  expect((await stored(grace, passed)).forwarded?.source, "Grace is in the room").toEqual(source);
  for (const reply of [
    mallory.api.get(at(passed)),
    mallory.api.get(`/api/chat/rooms/${open.id}/messages`),
    mallory.api.get(`/api/chat/rooms/${open.id}/changes?since=0`),
    mallory.api.get("/api/chat/search?q=ultramarine"),
  ]) {
    const { status, body } = await reply;
    const text = JSON.stringify(body);
    expect([status, text.includes("ultramarine")]).toEqual([200, true]);
    for (const hidden of ["Secret plans", secret.id, sent.id]) expect(text).not.toContain(hidden);
  }
  expect((await stored(mallory, passed)).forwarded?.source).toBeNull();
});

test("who may see an open room is told its name, its members where the message is, until it is deleted", async () => {
  const other = await ada.createRoom({ name: "Other talk" });
  const sent = await ada.send(other, "hello");
  const passed = await ada.forward(sent, open);
  const room = { id: other.id, kind: "OPEN", name: "Other talk" };
  expect((await stored(mallory, passed)).forwarded?.source).toEqual({ room, message: null });
  expect((await stored(ada, passed)).forwarded?.source).toEqual({ room, message: { seq: sent.seq, rootId: null } });
  await ada.deleteMessage(sent);
  expect((await stored(ada, passed)).forwarded).toMatchObject({ body: "hello", source: { room, message: null } });
});

test("what was in a thread leads to its thread, and to the room what stands there, too", async () => {
  const root = await grace.send(secret, "What colour?");
  for (const inRoom of [false, true]) {
    const { id, seq } = await grace.send(secret, "teal", { rootId: root.id, inRoom });
    const passed = await ada.forward({ id }, open);
    const { message } = (await stored(ada, passed)).forwarded?.source ?? {};
    expect(message).toEqual({ seq, rootId: inRoom ? null : root.id });
  }
});

test("one forwards only what one can read to where one can write", async () => {
  const sent = await grace.send(secret, "for us two");
  expect(await refusal(ask(mallory, sent, open))).toMatch(/^404/);
  const theirs = await linus.createRoom({ kind: "PRIVATE", name: "Not Ada's" });
  expect(await refusal(ask(ada, sent, theirs))).toMatch(/^404/);
  const archived = await ada.createRoom({ name: "Old" });
  const kept = await ada.send(archived, "still worth it");
  await ada.updateRoom(archived, { archived: true });
  expect(await refusal(ask(ada, sent, archived))).toMatch(/^403/);
  expect((await ada.forward(kept, open)).forwarded?.body, "out of it is fine").toBe("still worth it");
  const [notice] = (await ada.history(secret, { after: 0, limit: 1 })).messages;
  expect(notice?.kind).toBe("SYSTEM");
  expect(await refusal(ask(ada, notice as Ref, open))).toMatch(/^403/);
  await grace.deleteMessage(sent);
  expect(await refusal(ask(ada, sent, open))).toMatch(/^409/);
  expect(await refusal(ask(ada, kept, open, { body: "x".repeat(8001) }))).toMatch(/^422/);
});

test("repeated, and by many at once, it is one message, also after the original is gone", async () => {
  const sent = await grace.send(secret, "once");
  const clientId = crypto.randomUUID();
  const replies = await Promise.all([1, 2, 3, 4].map(() => ask(ada, sent, open, { clientId })));
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  const ids = new Set(replies.map(({ body }) => messageReplySchema.parse(body).message.id));
  await grace.deleteMessage(sent);
  const again = await ask(ada, sent, open, { clientId });
  expect([ids.size, again.status, ids.has(messageReplySchema.parse(again.body).message.id)]).toEqual([1, 200, true]);
});

test("a mention in it calls nobody again; one in the comment does", async () => {
  const calls = async (person: Person) =>
    (await expectReply(person.api.get("/api/chat/activity"), activityReplySchema)).entries.map((one) => one.messageId);
  const sent = await grace.send(secret, "@linus and @all should see this");
  const silent = await ada.forward(sent, open);
  expect(await calls(linus)).not.toContain(silent.id);
  const loud = await ada.forward(sent, open, "@linus look");
  expect(await calls(linus)).toContain(loud.id);
  expect(await calls(mallory)).not.toContain(loud.id);
});

test("search finds it by the words that it passes on, also after an edit, a deletion and a restoration", async () => {
  const passed = await ada.forward(await grace.send(secret, "chartreuse"), open, "comment");
  const hits = async () => (await found(linus, "chartreuse")).map(({ message }) => message.id);
  expect(await hits()).toEqual([passed.id]);
  expect((await found(linus, "chartreuse"))[0]?.snippet).toContainEqual({ text: "chartreuse", match: true });
  await ada.edit(passed, "another comment");
  expect(await hits()).toEqual([passed.id]);
  await ada.deleteMessage(passed);
  expect([await hits(), (await stored(ada, passed)).forwarded]).toEqual([[], undefined]);
  const back = await ada.restore(passed);
  expect([await hits(), back.forwarded?.body]).toEqual([[passed.id], "chartreuse"]);
});

test("its author edits their comment, or takes it away, and never what somebody else wrote", async () => {
  const passed = await ada.forward(await grace.send(secret, "as I said"), open, "hm");
  const edited = await ada.edit(passed, "");
  expect([edited.body, edited.forwarded?.body, edited.forwarded?.author.id]).toEqual(["", "as I said", grace.id]);
  expect(await refusal(grace.api.patch(at(passed), { body: "mine" }))).toMatch(/^403/);
});

test("what is forwarded again keeps the name of whoever wrote it", async () => {
  const sent = await grace.send(secret, "first hand");
  const second = await ada.forward(sent, open, "my two cents");
  const third = await linus.forward(second, open);
  expect(third).toMatchObject({ body: "", forwarded: { body: "first hand", author: { id: grace.id } } });
  expect((await stored(linus, third)).forwarded?.source, "Linus is not told of a room that he cannot see").toBeNull();
  expect((await stored(grace, third)).forwarded?.source?.room.name).toBe("Secret plans");
});

test("files come along and are read by whoever reads the message; each message keeps its own", async () => {
  const { id } = await upload(grace, "plan.pdf", pdf(100));
  const sent = await grace.send(secret, "", { files: [{ id, alt: "the plan" }] });
  const passed = await ada.forward(sent, open);
  const again = await linus.forward(passed, open);
  const [copy, second] = [passed.files[0]?.id ?? "", again.files[0]?.id ?? ""];
  expect(passed.files).toMatchObject([{ name: "plan.pdf", alt: "the plan", size: 100 }]);
  expect(new Set([id, copy, second]).size).toBe(3);
  const status = async (person: Person, file: string) =>
    (await fetchFile(person, server.url, `/api/files/${file}`)).status;
  expect([await status(mallory, id), await status(mallory, copy)]).toEqual([404, 200]);

  // Without a way back for the original: its bytes stay for the copies.
  await grace.deleteAsModerator(sent, ada);
  await database.run(`UPDATE "DeletedMessage" SET "keptUntil" = '2026-01-01T00:00:00.000+00:00'`);
  expect([await status(grace, id), await status(mallory, copy), await status(mallory, second)]).toEqual([
    404, 200, 200,
  ]);
  await linus.deleteMessage(again);
  expect([await status(mallory, copy), await status(mallory, second)]).toEqual([200, 404]);
  expect(isOnDisk(id)).toBe(true);
});

test("the bytes go when the last message that shows them is deleted, and not before", async () => {
  const { id } = await upload(grace, "plan.pdf", pdf(100));
  const sent = await grace.send(secret, "", { files: [{ id }] });
  const passed = await grace.forward(sent, open);
  await database.run(`UPDATE "Membership" SET "role" = 'OWNER' WHERE "userId" = ?`, linus.id);
  await ada.deleteMessage(sent);
  const isThere = async (file: string) =>
    (await database.all(`SELECT 1 FROM "File" WHERE "id" = ?`, file)).length === 1;
  expect(await isThere(id), "the row keeps the bytes").toBe(true);
  await linus.deleteMessage(passed);
  await until(async () => !(await isThere(id)), { what: "nothing is left of the file" });
  expect([isOnDisk(id), await isThere(passed.files[0]?.id ?? "")]).toEqual([false, false]);
});

test("before it is forwarded, one is told who would read what they cannot read now", async () => {
  const reach = async (person: Person, message: Ref, room: Ref) =>
    (await expectReply(person.api.get(`${at(message)}/forward?roomId=${room.id}`), forwardReachReplySchema)).reach;
  const sent = await grace.send(secret, "between us");
  const [both, more] = [await ada.directWith(grace), await ada.directWith(grace, linus)];
  expect(await reach(ada, sent, both)).toEqual({ from: "PRIVATE", to: "DIRECT", outsiders: 0 });
  expect(await reach(ada, sent, more)).toEqual({ from: "PRIVATE", to: "DIRECT", outsiders: 1 });
  expect(await reach(ada, sent, open)).toMatchObject({ from: "PRIVATE", to: "OPEN", outsiders: 2 });
  const public_ = await ada.send(open, "for all");
  expect(await reach(ada, public_, more)).toEqual({ from: "OPEN", to: "DIRECT", outsiders: 0 });
  expect(await refusal(mallory.api.get(`${at(sent)}/forward?roomId=${open.id}`))).toMatch(/^404/);
});
