import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { historyReplySchema, type Message, messageReplySchema } from "@/lib/messages/schema.ts";
import { cast, type Person } from "../support/cast.ts";
import { expectReply, refusal } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
afterAll(() => server.stop());
const { ada, grace, linus, mallory } = await cast(server);
const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
const post = (body: unknown, person = grace) => person.api.post(`/api/chat/rooms/${room.id}/messages`, body);
const stored = async (id: string) =>
  (await expectReply(ada.api.get(`/api/chat/messages/${id}`), messageReplySchema)).message;
const newest = async () => (await ada.history(room, { limit: 1 })).messages[0];

test("a message carries who wrote it, its place and its text, the same for all", async () => {
  const before = await ada.room(room);
  const reply = await post({ body: "Hello, team", clientId: "one" });
  expect(reply.status).toBe(201);
  const { message } = await expectReply(reply, messageReplySchema);
  expect(message).toMatchObject({ seq: before.seq + 1, rev: before.rev + 1, kind: "USER", body: "Hello, team" });
  expect(message).toMatchObject({ author: { id: grace.id, username: "grace" }, clientId: "one", editedAt: null });
  expect(await newest()).toEqual(message);
  expect(await stored(message.id)).toEqual(message);
});

test.each([
  "a  b\tc   d",
  "first\n\n\n  - second\r\nthird",
  "👩‍👩‍👧‍👦 🇩🇪 👍🏽 ☺︎",
  "مرحبا \u202eabc\u202c עולם",
  "e\u0301 is not é, ﬁ is not fi",
  "日本語、中文、ไทย、한국어",
  "<script>alert(1)</script> & &amp; \"quoted\" 'and' `code`",
  "zero\u200bwidth\u00a0nbsp\ufeffbom",
  "'; DROP TABLE Message; --",
  "\u0001\u001b[31m control",
  '{"__proto__": {"admin": true}}',
])("the text %j is kept exactly", async (body) => {
  const sent = await grace.send(room, body);
  expect(sent.body).toBe(body);
  expect((await stored(sent.id)).body).toBe(body);
  expect((await newest())?.body).toBe(body);
});

test("only blank lines before a text and space behind it are cut; its first line keeps its indentation", async () => {
  expect((await grace.send(room, " \n\t padded  inside \u3000\n")).body).toBe("\t padded  inside");
  expect((await grace.send(room, "\n\n  if x:\n    y\n\n")).body).toBe("  if x:\n    y");
});

test("a text may have 8,000 characters, counted as people count, and not one more", async () => {
  for (const character of ["x", "é", "漢", "😀"]) {
    const longest = character.repeat(8000);
    expect((await stored((await grace.send(room, longest)).id)).body).toBe(longest);
    expect(await refusal(post({ body: `${longest}${character}` }))).toBe("422 invalid");
  }
});

test.each([
  { body: "" },
  { body: " \n\t\u3000 " },
  { body: "nul \0 inside" },
  { body: "lone \ud83d surrogate" },
  { body: "\udc00" },
  { body: 7 },
  { body: null },
  { body: ["text"] },
  {},
  [],
])("%j is no message: the reply names its body, and nothing is stored", async (input) => {
  await grace.send(room, "This one is");
  const before = await newest();
  const reply = await post(input);
  expect([reply.status, reply.body]).toMatchObject([422, { error: { fields: { body: expect.any(String) } } }]);
  expect(await newest()).toEqual(before);
});

test("its author finds a message by its clientId; nobody else's is found, and no other", async () => {
  const clientId = randomUUID();
  const { message } = await expectReply(post({ body: "Has it arrived?", clientId }), messageReplySchema);
  const found = async (person: typeof ada, wanted: string) => {
    const path = `/api/chat/rooms/${room.id}/messages?clientId=${wanted}`;
    return (await expectReply(person.api.get(path), historyReplySchema)).messages;
  };
  expect(await found(grace, clientId)).toEqual([message]);
  expect(await found(linus, clientId)).toEqual([]);
  expect(await found(grace, randomUUID())).toEqual([]);
  expect((await mallory.api.get(`/api/chat/rooms/${room.id}/messages?clientId=${clientId}`)).status).toBe(404);
});

test.each(["", "with space", "x".repeat(65), "ключ", 5, {}])("%j is no clientId", async (clientId) => {
  expect((await post({ body: "Fine", clientId: randomUUID() })).status).toBe(201);
  const reply = await post({ body: "Fine", clientId });
  expect([reply.status, reply.body]).toMatchObject([422, { error: { fields: { clientId: expect.any(String) } } }]);
});

test("an author edits a message: everyone sees the new text, in its old place, as edited", async () => {
  const message = await grace.send(room, "Teh plan");
  const edited = await grace.edit(message, "The plan");
  expect(edited).toMatchObject({ id: message.id, seq: message.seq, body: "The plan", createdAt: message.createdAt });
  expect(edited.editedAt).not.toBeNull();
  expect(edited.rev).toBe(message.rev + 1);
  expect(await newest()).toEqual(edited);
});

test("nobody but its author edits a message, not even the room's owner", async () => {
  const message = await grace.send(room, "Mine");
  const edit = (person = grace) => person.api.patch(`/api/chat/messages/${message.id}`, { body: "Changed" });
  expect(await refusal(edit(ada))).toBe("403 forbidden");
  expect(await refusal(edit(linus))).toBe("403 forbidden");
  expect(await refusal(edit(mallory))).toBe("404 not_found");
  expect(await stored(message.id)).toEqual(message);
  expect((await edit()).status).toBe(200);
});

test("an edit must leave a text", async () => {
  const message = await grace.send(room, "Something");
  for (const body of ["", "  ", "\0", "x".repeat(8001), undefined])
    expect(await refusal(grace.api.patch(`/api/chat/messages/${message.id}`, { body }))).toBe("422 invalid");
  expect(await stored(message.id)).toEqual(message);
});

test("an author deletes a message: its place stays and its text is gone everywhere", async () => {
  const message = await grace.send(room, "Forget this @ada");
  await grace.deleteMessage(message);
  const left = await stored(message.id);
  expect(left).toMatchObject({ seq: message.seq, rev: message.rev + 1, body: "" });
  expect(left.deletedAt).not.toBeNull();
  const [{ body } = { body: "none" }] = (await ada.changes(room, message.rev)).messages;
  expect(body).toBe("");
  expect(await ada.room(room)).toMatchObject({ mentioned: false, lastMessage: { body: "", seq: message.seq } });
});

test("owners and moderators delete what others wrote, members and outsiders do not", async () => {
  const remove = async (person: typeof ada) => {
    const message = await grace.send(room, "Judge this");
    return refusal(person.api.delete(`/api/chat/messages/${message.id}`));
  };
  expect(await remove(linus)).toBe("403 forbidden");
  expect(await remove(mallory)).toBe("404 not_found");
  await ada.changeRole(room, linus, "MODERATOR");
  expect([await remove(linus), await remove(ada)]).toEqual(["200 no error", "200 no error"]);
  await ada.changeRole(room, linus, "MEMBER");
});

test("whoever left a room, or was taken out of it, still deletes what they wrote there, and nothing else", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const [hers, his, adas] = [
    await grace.send(room, "grace was here"),
    await linus.send(room, "linus was here"),
    await ada.send(room, "ada is here"),
  ];
  await grace.leave(room);
  await ada.remove(room, linus);
  const remove = (person: Person, message: Message) => person.api.delete(`/api/chat/messages/${message.id}`);
  expect(await refusal(remove(grace, his))).toBe("404 not_found");
  expect(await refusal(remove(grace, adas))).toBe("404 not_found");
  expect(await refusal(grace.api.patch(`/api/chat/messages/${hers.id}`, { body: "changed" }))).toBe("404 not_found");
  await grace.deleteMessage(hers);
  await linus.deleteMessage(his);
  const left = await ada.fullHistory(room);
  expect(left.flatMap(({ kind, body }) => (kind === "USER" ? [body] : []))).toEqual(["", "", "ada is here"]);
  expect(await refusal(remove(grace, hers))).toBe("403 forbidden");
});

test("what was deleted is neither edited nor deleted again", async () => {
  const message = await grace.send(room, "Going");
  await grace.deleteMessage(message);
  const before = await stored(message.id);
  expect(await refusal(grace.api.patch(`/api/chat/messages/${message.id}`, { body: "Back" }))).toBe("403 forbidden");
  expect(await refusal(grace.api.delete(`/api/chat/messages/${message.id}`))).toBe("403 forbidden");
  expect(await stored(message.id)).toEqual(before);
});

test("of an edit and a deletion at once, the deletion has the last word", async () => {
  for (let round = 0; round < 5; round++) {
    const message = await grace.send(room, `Round ${round}`);
    await Promise.all([
      grace.api.patch(`/api/chat/messages/${message.id}`, { body: "Edited" }),
      ada.api.delete(`/api/chat/messages/${message.id}`),
    ]);
    expect(await stored(message.id)).toMatchObject({ body: "", deletedAt: expect.any(String) });
  }
});

test("notices are nobody's to change", async () => {
  const notice = (await ada.history(room, { after: 0, limit: 1 })).messages[0];
  expect(notice).toMatchObject({ kind: "SYSTEM", author: { username: "ada" } });
  expect(await refusal(ada.api.patch(`/api/chat/messages/${notice?.id}`, { body: "x" }))).toBe("403 forbidden");
  expect(await refusal(ada.api.delete(`/api/chat/messages/${notice?.id}`))).toBe("403 forbidden");
});

test("a reply names what it answers, in this room only", async () => {
  const question = await grace.send(room, "Who is in?");
  const answer = await linus.send(room, "Me", { replyToId: question.id });
  expect((await stored(answer.id)).replyToId).toBe(question.id);
  const elsewhere = await ada.createRoom();
  const foreign = await ada.send(elsewhere, "Elsewhere");
  for (const replyToId of [foreign.id, "doesnotexist", "NOT AN ID"]) {
    const reply = await post({ body: "Answer", replyToId });
    expect([reply.status, reply.body]).toMatchObject([422, { error: { fields: { replyToId: expect.any(String) } } }]);
  }
});

test("mallory reads and writes nothing in a room she is not in, whether or not it exists", async () => {
  const message = await grace.send(room, "Private");
  for (const id of [room.id, "doesnotexist"]) {
    const at = `/api/chat/rooms/${id}`;
    const knocks = [
      mallory.api.get(`${at}/messages`),
      mallory.api.get(`${at}/changes?since=0`),
      mallory.api.post(`${at}/messages`, { body: "Hi" }),
      mallory.api.post(`${at}/messages`, { body: "Hi", replyToId: message.id }),
    ];
    for (const knock of knocks) expect(await refusal(knock)).toBe("404 not_found");
  }
  expect(await refusal(mallory.api.get(`/api/chat/messages/${message.id}`))).toBe("404 not_found");
  expect(await newest()).toEqual(message);
});

test("also in an open room nobody reads or writes before joining", async () => {
  const open = await ada.createRoom();
  await ada.send(open, "Members only, until you join");
  expect((await mallory.room(open)).joined).toBe(false);
  expect(await refusal(mallory.api.get(`/api/chat/rooms/${open.id}/messages`))).toBe("404 not_found");
  expect(await refusal(mallory.api.post(`/api/chat/rooms/${open.id}/messages`, { body: "Hi" }))).toBe("404 not_found");
  await mallory.join(open);
  await mallory.send(open, "Hi");
});

test("a reply's page brings its original as it is now, and nothing of what that was", async () => {
  const room = await ada.createRoom();
  await grace.join(room);
  const original = await grace.send(room, "The code of the door is *4711*");
  const reply = await ada.send(room, "Not here!", { replyToId: original.id });
  const quotes = async () => (await ada.history(room, { after: original.seq })).quotes;
  // A quote is the words, without the signs of formatting.
  expect(await quotes()).toMatchObject([{ id: original.id, seq: original.seq, text: "The code of the door is 4711" }]);
  await grace.edit(original, "The code is gone");
  expect(await quotes()).toMatchObject([{ text: "The code is gone" }]);
  await grace.deleteMessage(original);
  const [gone] = await quotes();
  expect([gone?.text, gone?.deletedAt]).toEqual(["", expect.any(String)]);
  const changes = await ada.changes(room, reply.rev - 1);
  expect(JSON.stringify(changes)).not.toContain("of the door");
  // A page that contains the quoted message does not list it again among the quotes.
  expect((await ada.history(room)).quotes).toEqual([]);
});
