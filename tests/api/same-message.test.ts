import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { messageReplySchema } from "@/lib/messages/schema.ts";
import { cast } from "../support/cast.ts";
import { expectReply, refusal } from "../support/client.ts";
import { startServer } from "../support/server.ts";

// docs/reliability.md D2, D4, D5, D6.
const server = await startServer();
afterAll(() => server.stop());
const { ada, grace, linus, mallory } = await cast(server);
const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
type Room = { id: string };
const post = (body: string, clientId: string, person = ada, where: Room = room) =>
  person.api.post(`/api/chat/rooms/${where.id}/messages`, { body, clientId });
const messageOf = (reply: Awaited<ReturnType<typeof post>>) => expectReply(reply, messageReplySchema);
const rowsOf = async (clientId: string) =>
  (await ada.fullHistory(room)).filter((one) => one.clientId === clientId).length;

test("a send that is repeated gives the first message back, and makes no second one", async () => {
  const clientId = randomUUID();
  const first = await post("Once", clientId);
  const again = await post("Once", clientId);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  expect(await rowsOf(clientId)).toBe(1);
});

test("a send without clientId has the key of its Idempotency-Key, which a proxy may set, and a key in the body wins", async () => {
  const send = (key: string, more = {}) =>
    ada.api.post(
      `/api/chat/rooms/${room.id}/messages`,
      { body: "By header", ...more },
      { headers: { "idempotency-key": key } },
    );
  const [key, own] = [randomUUID(), randomUUID()];
  const [first, again] = [await send(key), await send(`"${key}"`)];
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  expect((await messageOf(await send(key, { clientId: own }))).message.clientId).toBe(own);
  expect([await rowsOf(key), await rowsOf(own)]).toEqual([1, 1]);
  expect(await refusal(send("not a key"))).toBe("422 invalid");
});

test("ten sends of one message at once make one", async () => {
  for (let round = 0; round < 5; round++) {
    const clientId = randomUUID();
    const replies = await Promise.all(Array.from({ length: 10 }, () => post("Ten times", clientId)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
    expect(await rowsOf(clientId)).toBe(1);
  }
});

test("two tabs of one person that send at once make two messages, one each", async () => {
  const tab = await ada.logIn();
  const [one, two] = [randomUUID(), randomUUID()];
  await Promise.all([post("From one tab", one), post("From the other", two, tab), post("From one tab", one, tab)]);
  expect([await rowsOf(one), await rowsOf(two)]).toEqual([1, 1]);
});

test("a repeated send with another text never changes what was said", async () => {
  const clientId = randomUUID();
  const { message } = await messageOf(await post("The truth", clientId));
  const again = await post("A lie", clientId);
  expect([200, 409]).toContain(again.status);
  const stored = (await ada.fullHistory(room)).filter((one) => one.clientId === clientId);
  expect(stored).toEqual([message]);
});

test("a repeated send gives the message as it is now: edited, or deleted", async () => {
  const clientId = randomUUID();
  const { message } = await messageOf(await post("Draft", clientId));
  const edited = await ada.edit(message, "Final");
  expect((await messageOf(await post("Draft", clientId))).message).toEqual(edited);
  await ada.deleteMessage(message);
  expect((await messageOf(await post("Draft", clientId))).message).toMatchObject({ id: message.id, body: "" });
});

test("what was accepted stays accepted in a room that is archived since, and a new message is not", async () => {
  const attic = await ada.createRoom();
  const clientId = randomUUID();
  const first = await post("In time", clientId, ada, attic);
  await ada.updateRoom(attic, { archived: true });
  expect((await post("In time", clientId, ada, attic)).body).toEqual(first.body);
  expect(await refusal(post("Too late", randomUUID(), ada, attic))).toBe("403 forbidden");
});

test("the same client id is another message by another author and in another room", async () => {
  const clientId = randomUUID();
  const hers = await messageOf(await post("Ada's", clientId, ada));
  const his = await post("Linus'", clientId, linus);
  expect(his.status).toBe(201);
  expect((await messageOf(his)).message).toMatchObject({ body: "Linus'", author: { username: "linus" } });
  const other = await post("Ada's elsewhere", clientId, ada, await ada.general());
  expect(other.status).toBe(201);
  expect((await messageOf(other)).message.id).not.toBe(hers.message.id);
});

test("mallory obtains nobody's message through its client id", async () => {
  const clientId = randomUUID();
  await post("For members", clientId, ada);
  expect((await post("For members", clientId, ada)).status).toBe(200);
  expect(await refusal(post("Give it to me", clientId, mallory))).toBe("404 not_found");
  const general = await mallory.general();
  const { message } = await messageOf(await post("Mine then", clientId, mallory, general));
  expect(message).toMatchObject({ body: "Mine then", author: { username: "mallory" } });
});

test("whoever was removed cannot get a message back by repeating its send", async () => {
  const club = await ada.createRoom({ kind: "PRIVATE", userIds: [linus.id] });
  const clientId = randomUUID();
  expect((await post("I was here", clientId, linus, club)).status).toBe(201);
  await ada.remove(club, linus);
  expect(await refusal(post("I was here", clientId, linus, club))).toBe("404 not_found");
});

test("ten who talk at once, with clocks an hour apart, are in one order for everyone", async () => {
  const writers = [ada, grace, linus, ada, grace, linus, ada, grace, linus, ada];
  const start = (await ada.room(room)).seq;
  const told = await Promise.all(
    writers.map(async (writer, w) => {
      const own: number[] = [];
      for (let n = 0; n < 100; n++) own.push((await writer.send(room, `${w}:${n}`)).seq);
      return own;
    }),
  );
  // The messages of each writer are in the order in which they were sent.
  for (const own of told) expect(own).toEqual([...own].sort((a, b) => a - b));
  expect(told.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, i) => start + 1 + i));
  const views = await Promise.all([ada, grace, linus].map((person) => person.fullHistory(room)));
  expect(views[1]).toEqual(views[0]);
  expect(views[2]).toEqual(views[0]);
  expect(views[0]?.map((one) => one.seq)).toEqual(Array.from({ length: start + 1_000 }, (_, i) => i + 1));
});
