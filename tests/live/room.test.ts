// Live events as people in a room see them, independent of the transport: these tests run on the server inside Parley
// and again on a real Soketi (npm run test:soketi).
// docs/reliability.md L12, L13, L14.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { userChannel } from "@/lib/realtime/channels.ts";
import { eventSchemas } from "@/lib/realtime/events.ts";
import { type Cast, cast, type Person } from "../support/cast.ts";
import { type Live, type LiveEvent, live } from "../support/live.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { until } from "../support/until.ts";

let server: TestServer;
let people: Cast;
const open: Live[] = [];

beforeAll(async () => {
  server = await startServer();
  people = await cast(server);
});
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
});
afterAll(() => server.stop());

async function connect(person: Person): Promise<Live> {
  const connection = await live(person);
  open.push(connection);
  return connection;
}

const changes = (connection: Live) =>
  connection.events
    .filter(({ event }) => event === "message.changed")
    .map(({ data }) => eventSchemas["message.changed"].parse(data));

const carries = (text: string) => (event: LiveEvent) =>
  event.event === "message.changed" && JSON.stringify(event.data).includes(text);

test("ada, grace and linus see each message of their room once, in order, and it is what history has", async () => {
  const { ada, grace, linus } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const connections = [await connect(ada), await connect(grace), await connect(linus)];
  for (const connection of connections) await connection.room(room);
  for (let i = 0; i < 10; i++) await [ada, grace, linus][i % 3]?.send(room, `message ${i}`);

  const { messages } = await ada.history(room);
  const sent = messages.filter((message) => message.kind === "USER");
  for (const connection of connections) {
    await connection.next(carries("message 9"));
    expect(changes(connection).map((change) => change.message)).toEqual(sent);
  }
});

test("an edit and a deletion arrive with the next numbers of the room's clock", async () => {
  const { ada, grace } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const connection = await connect(grace);
  await connection.room(room);
  const message = await ada.send(room, "a first try");
  await ada.edit(message, "a better one");
  await ada.deleteMessage(message);
  await until(() => changes(connection).length === 3, { what: "three changes arrive" });
  expect(changes(connection).map(({ rev }) => rev)).toEqual([message.rev, message.rev + 1, message.rev + 2]);
  expect(changes(connection).at(-1)?.message).toMatchObject({ id: message.id, body: "" });
  expect(changes(connection).at(-1)?.message?.deletedAt).not.toBeNull();
});

test("a message too large for an event is announced without its text", async () => {
  const { ada, grace } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const connection = await connect(grace);
  await connection.room(room);
  const message = await ada.send(room, "🎉".repeat(8000));
  await until(() => changes(connection).length === 1, { what: "the change arrives" });
  expect(changes(connection)[0]).toEqual({ roomId: room.id, rev: message.rev });
  expect((await grace.changes(room, message.rev - 1)).messages).toEqual([message]);
});

test("mallory cannot listen to a room that she is not in, nor to another person's channel", async () => {
  const { ada, grace, mallory } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const [inside, outside] = [await connect(grace), await connect(mallory)];
  await inside.room(room);
  await expect(outside.room(room)).rejects.toThrow("refused");
  await expect(outside.subscribe(userChannel(ada.id))).rejects.toThrow("refused");
  await ada.send(room, "between us");
  await inside.next(carries("between us"));
  expect(outside.events).toEqual([]);
});

test("linus hears nothing more of a room within a second of being removed, and cannot come back", async () => {
  const { ada, grace, linus } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const [stays, goes] = [await connect(grace), await connect(linus)];
  await stays.room(room);
  await goes.room(room);
  await ada.send(room, "all of us");
  await goes.next(carries("all of us"));

  await ada.remove(room, linus);
  const removed = Date.now();
  while (Date.now() - removed < 1_000) await ada.send(room, "in the first second");
  await ada.send(room, "later on");
  await stays.next(carries("later on"));
  expect(goes.events.some(carries("later on"))).toBe(false);
  await expect((await connect(linus)).room(room)).rejects.toThrow("refused");
});

test("logging out ends the live connection of that session for good, and another device hears on", async () => {
  const { ada, grace } = people;
  const phone = await grace.logIn();
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const [desk, pocket] = [await connect(grace), await connect(phone)];
  await desk.room(room);
  await pocket.room(room);
  await ada.send(room, "on both devices");
  await pocket.next(carries("on both devices"));

  await phone.logOut();
  const isOut = () => pocket.pusher.connection.state !== "connected";
  await until(isOut, { timeoutMs: 1_000, what: "the phone's connection ends" });
  // Soketi and hosted Pusher can only close all connections of a person, so the desk's socket has to reconnect, and
  // may.
  await desk.comeBack();
  await ada.send(room, "on one device");
  await desk.next(carries("on one device"));
  await expect(pocket.comeBack()).rejects.toThrow();
  expect(pocket.events.some(carries("on one device"))).toBe(false);
});
