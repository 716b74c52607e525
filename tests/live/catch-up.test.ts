import { afterAll, afterEach, expect, test } from "vitest";
import { realtimeReplySchema } from "@/lib/realtime/events.ts";
import { cast, type Person } from "../support/cast.ts";
import { expectReply } from "../support/client.ts";
import { type FaultyProxy, startFaultyProxy } from "../support/faulty-proxy.ts";
import { openRoomView, type RoomView } from "../support/room-view.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import { writeWithoutEvents } from "../support/write-without-events.ts";

// docs/reliability.md D8, D9, D10.
const server = await startServer();
const { ada, grace, linus } = await cast(server);
const info = await expectReply(grace.api.get("/api/realtime"), realtimeReplySchema);
const open: (RoomView | FaultyProxy)[] = [];
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));
afterAll(() => server.stop());

/** Grace's view of a new room with some messages, over a network that can fail. */
async function graceOnTheTrain() {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const sent = [];
  for (let n = 0; n < 12; n++) sent.push(await ada.send(room, `Before ${n}`));
  const network = await startFaultyProxy(info.port);
  open.push(network);
  const seen = await openRoomView(grace, room, { host: "127.0.0.1", port: network.port });
  open.push(seen);
  return { room, sent, network, seen };
}

async function expectFresh(seen: RoomView, person: Person, room: { id: string }): Promise<void> {
  const history = await person.fullHistory(room);
  const first = seen.messages()[0]?.seq ?? 0;
  expect(seen.messages()).toEqual(history.slice(first - 1));
}

const isCut = (seen: RoomView) => seen.socket.pusher.connection.state !== "connected";

test("after a tunnel, grace sees every message, edit and deletion that she missed, each once", async () => {
  const { room, sent, network, seen } = await graceOnTheTrain();
  network.block();
  network.cut();
  await until(() => isCut(seen), { what: "the socket notices" });
  const missed = [];
  for (let n = 0; n < 150; n++) missed.push(await ada.send(room, `Missed ${n}`));
  for (const message of [...sent.slice(0, 5), ...missed.slice(0, 5)])
    await ada.edit(message, `${message.body}, edited`);
  for (const message of [...sent.slice(5, 10), ...missed.slice(5, 10)]) await ada.deleteMessage(message);
  expect(seen.messages()).toHaveLength(13);
  network.restore();
  seen.reconnect();
  await seen.reaches((await ada.room(room)).rev);
  await expectFresh(seen, grace, room);
  expect(new Set(seen.messages().map((one) => one.id)).size).toBe(163);
});

test("a network that goes silent and comes back delivers everything once", async () => {
  const { room, network, seen } = await graceOnTheTrain();
  network.stall();
  for (let n = 0; n < 20; n++) await ada.send(room, `Silent ${n}`);
  expect(seen.messages()).toHaveLength(13);
  network.resume();
  await seen.reaches((await ada.room(room)).rev);
  await expectFresh(seen, grace, room);
});

test("cut off again and again while others talk, grace ends with what they said", async () => {
  const { room, network, seen } = await graceOnTheTrain();
  for (let round = 0; round < 5; round++) {
    const talk = Promise.all([1, 2, 3, 4].map((n) => ada.send(room, `${round}.${n}`)));
    network.cut();
    await talk;
    seen.reconnect();
  }
  const last = await ada.send(room, "The end");
  await seen.reaches(last.rev, 10_000);
  await expectFresh(seen, grace, room);
});

test("a gap of 5,000 messages is filled page by page, without a hole", async () => {
  const { room, network, seen } = await graceOnTheTrain();
  network.block();
  network.cut();
  await until(() => isCut(seen), { what: "the socket notices" });
  await writeWithoutEvents(server, room.id, ada.id, 5_000);
  network.restore();
  seen.reconnect();
  await seen.reaches((await ada.room(room)).rev, 30_000);
  expect(seen.messages().map((one) => one.seq)).toEqual(Array.from({ length: 5_013 }, (_, i) => i + 1));
  await expectFresh(seen, grace, room);
  expect(seen.catchUps()).toBeGreaterThanOrEqual(50);
});

test("fifty screens that open while ada talks without a pause miss nothing and show nothing twice", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  let loading = true;
  const talk = (async () => {
    for (let n = 0; loading; n++) await ada.send(room, `Talk ${n}`);
  })();
  const screens = await Promise.all(Array.from({ length: 50 }, (_, i) => openRoomView(i % 2 ? grace : linus, room)));
  open.push(...screens);
  loading = false;
  await talk;
  const last = await ada.send(room, "Everybody here?");
  const history = await ada.fullHistory(room);
  for (const screen of screens) {
    await screen.reaches(last.rev, 10_000);
    expect(screen.messages()).toEqual(history.slice((screen.messages()[0]?.seq ?? 0) - 1));
  }
});
