// docs/reliability.md D18.
import { afterAll, expect, test } from "vitest";
import type { Message } from "@/lib/messages/schema.ts";
import { EVERYONE_CHANNEL, roomChannel, userChannel } from "@/lib/realtime/channels.ts";
import { type EventName, type EventPayload, eventSchemas } from "@/lib/realtime/events.ts";
import { roomReplySchema } from "@/lib/rooms/schema.ts";
import { cast, type Person, register } from "../support/cast.ts";
import { expectReply, expectSuccess } from "../support/client.ts";
import { type Live, live } from "../support/live.ts";
import { openRoomView } from "../support/room-view.ts";
import { startServer } from "../support/server.ts";

// docs/reliability.md D7: for each kind of event, a live client has the same state as a fresh fetch.
const server = await startServer();
const { ada, grace, linus, mallory } = await cast(server);
const socket = await live(grace);
await socket.own();
await socket.subscribe(EVERYONE_CHANNEL);
afterAll(async () => {
  socket.close();
  await server.stop();
});

/** The event that `match` accepts, with its payload parsed by the event schemas. */
async function heard<N extends EventName>(
  on: Live,
  name: N,
  match: (payload: EventPayload<N>) => boolean,
): Promise<EventPayload<N>> {
  const parse = (data: unknown) => eventSchemas[name].parse(data) as EventPayload<N>;
  const event = await on.next((one) => one.event === name && match(parse(one.data)));
  return parse(event.data);
}

async function roomOnScreen(...others: Person[]) {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, ...others.map((one) => one.id)] });
  await socket.room(room);
  return room;
}

async function stored(message: { id: string }): Promise<Message> {
  return ((await expectSuccess(grace.api.get(`/api/chat/messages/${message.id}`))).body as { message: Message })
    .message;
}

const isOf = (room: { id: string }, data: unknown) => (data as { roomId?: string }).roomId === room.id;

const changeOf = (roomId: string, rev: number) =>
  heard(socket, "message.changed", (one) => one.roomId === roomId && one.rev === rev);

test("a new, an edited and a deleted message arrive as they are in the history", async () => {
  const room = await roomOnScreen();
  const sent = await ada.send(room, "New @grace 🎉", { clientId: "mine" });
  expect(await changeOf(room.id, sent.rev)).toEqual({ roomId: room.id, rev: sent.rev, message: sent });
  expect(await stored(sent)).toEqual(sent);
  const edited = await ada.edit(sent, "Edited");
  expect((await changeOf(room.id, edited.rev)).message).toEqual(edited);
  await ada.deleteMessage(sent);
  expect((await changeOf(room.id, edited.rev + 1)).message).toEqual(await stored(sent));
});

test("the sender's other tabs hear of a message too", async () => {
  const room = await roomOnScreen();
  const own = await grace.send(room, "From my phone");
  expect((await changeOf(room.id, own.rev)).message).toEqual(own);
});

test("a message too large for an event comes as its number, and the view fetches it", async () => {
  const room = await roomOnScreen();
  const seen = await openRoomView(grace, room);
  const sent = await ada.send(room, "漢".repeat(8000));
  expect(await changeOf(room.id, sent.rev)).toEqual({ roomId: room.id, rev: sent.rev });
  await seen.reaches(sent.rev);
  expect(seen.messages()).toEqual(await grace.fullHistory(room));
  seen.close();
});

test("joining, leaving, adding, removing, roles, names, topics and archiving are told with what the room is then", async () => {
  const room = await roomOnScreen();
  const seen = await openRoomView(grace, room);
  const steps = [
    () => ada.add(room, linus),
    () => ada.changeRole(room, linus, "MODERATOR"),
    () => ada.updateRoom(room, { name: "Renamed" }),
    () => ada.updateRoom(room, { topic: "A topic" }),
    () => ada.updateRoom(room, { kind: "OPEN" }),
    () => mallory.join(room),
    () => mallory.leave(room),
    () => ada.remove(room, linus),
    () => ada.updateRoom(room, { archived: true }),
    () => ada.updateRoom(room, { archived: false }),
  ];
  for (const step of steps) {
    await step();
    const fresh = await grace.room(room);
    const { kind, name, topic, pictureId, memberCount, archivedAt, threads, mentionAll } = fresh;
    const told = await heard(socket, "room.changed", (one) => one.roomId === room.id && one.rev === fresh.rev);
    const facts = { kind, name, topic, pictureId, memberCount, archivedAt, threads, mentionAll };
    expect(told.room).toEqual(facts);
    await seen.reaches(fresh.rev);
    expect(seen.messages()).toEqual(await grace.fullHistory(room));
  }
  // The state came from events alone: the view fetched no changes.
  expect(seen.catchUps()).toBe(0);
  seen.close();
});

test("whoever is added hears it on their own channel, and whoever is removed too", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE" });
  await ada.add(room, grace);
  await heard(socket, "membership.changed", (one) => one.roomId === room.id && one.joined);
  expect((await grace.rooms()).map((one) => one.id)).toContain(room.id);
  await ada.changeRole(room, grace, "MODERATOR");
  expect((await grace.room(room)).role).toBe("MODERATOR");
  const chat = await linus.directWith(grace, ada);
  await heard(socket, "membership.changed", (one) => one.roomId === chat.id && one.joined);
});

test("a deleted room is told to those who have it on screen", async () => {
  const room = await roomOnScreen();
  await ada.deleteRoom(room);
  await heard(socket, "room.deleted", (one) => one.roomId === room.id);
  await heard(socket, "membership.changed", (one) => one.roomId === room.id && !one.joined);
});

test("what grace reads on one device is read on the other", async () => {
  const room = await roomOnScreen();
  const phone = await grace.logIn();
  const first = await ada.send(room, "One");
  await ada.send(room, "Two @grace");
  await phone.read(room, first.seq);
  const told = await heard(socket, "read.changed", (one) => one.roomId === room.id);
  const { lastReadSeq, unread, mentioned } = await grace.room(room);
  expect(told).toEqual({ roomId: room.id, lastReadSeq, unread, mentioned });
  expect([unread, mentioned]).toEqual([1, true]);
});

test("what grace sets for herself in a room is told to her devices, and to nobody else", async () => {
  const room = await roomOnScreen();
  const phone = await grace.logIn();
  const others = await live(ada);
  await others.own();
  await others.room(room);
  const path = `/api/chat/rooms/${room.id}/members/me/settings`;
  const reply = await expectReply(phone.api.patch(path, { level: "MENTIONS", favouriteOrder: 1 }), roomReplySchema);
  await heard(socket, "membership.changed", (one) => one.roomId === room.id && one.joined);
  expect((await grace.room(room)).settings).toEqual(reply.room.settings);
  expect(reply.room.settings).toEqual({ level: "MENTIONS", mutedUntil: null, favouriteOrder: 1 });
  const later = await ada.send(room, "The next thing that ada hears");
  await heard(others, "message.changed", (one) => one.rev === later.rev);
  expect(others.events.filter((one) => one.event === "membership.changed")).toEqual([]);
  others.close();
});

test("after many marks from two tabs at once, the last that is told is the truth", async () => {
  const room = await roomOnScreen();
  const phone = await grace.logIn();
  for (let n = 0; n < 12; n++) await ada.send(room, `Message ${n}`);
  const marks = Array.from({ length: 40 }, (_, n) => {
    const how = n % 3 === 2 ? "unread" : "read";
    return (n % 2 ? phone : grace).api.post(`/api/chat/rooms/${room.id}/${how}`, { seq: (n * 7) % 13 });
  });
  for (const reply of await Promise.all(marks)) expect(reply.status).toBe(200);
  const { lastReadSeq, unread, mentioned } = await grace.room(room);
  const told = () => socket.events.filter((one) => one.event === "read.changed" && isOf(room, one.data));
  expect(told().length).toBeGreaterThan(5);
  await expect.poll(() => told().at(-1)?.data).toEqual({ roomId: room.id, lastReadSeq, unread, mentioned });
});

test("a new person, a new name and a new status are told to everyone", async () => {
  const barbara = await register(server, "barbara");
  expect((await heard(socket, "user.changed", (one) => one.user.id === barbara.id)).user).toEqual(barbara.user);
  await heard(socket, "membership.changed", (one) => one.joined);
  expect((await grace.rooms()).map((one) => one.name)).toContain("barbara");
  await expectSuccess(barbara.api.patch("/api/chat/me", { displayName: "Barbara L", statusText: "CLU" }));
  const { user } = await heard(socket, "user.changed", (one) => one.user.statusText === "CLU");
  expect(user).toEqual({ ...barbara.user, displayName: "Barbara L", statusText: "CLU" });
});

test("mallory is told nothing of a room she is not in, nor of what concerns others", async () => {
  const room = await roomOnScreen();
  const hers = await live(mallory);
  await hers.own();
  await expect(hers.subscribe(roomChannel(room.id))).rejects.toThrow("403");
  await expect(hers.subscribe(userChannel(grace.id))).rejects.toThrow("403");
  await hers.subscribe(EVERYONE_CHANNEL);
  const sent = await ada.send(room, "Not for mallory");
  await changeOf(room.id, sent.rev);
  // Everything that was being sent to her arrives before this message.
  const message = await mallory.send(await mallory.directWith(), "A note");
  await hers.room({ id: message.roomId });
  await mallory.send({ id: message.roomId }, "Another");
  await hers.next((one) => one.event === "message.changed");
  expect(JSON.stringify(hers.events)).not.toContain(room.id);
  hers.close();
});
